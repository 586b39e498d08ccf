package org.dl4jlab.serve.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.PathTemplateMatcher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dl4jlab.serve.model.Refusal;

/** Finds what answers a request. */
final class Router {

  /** A route that was found. */
  record Found(Route route, Map<String, String> parameters) {}

  private final PathTemplateMatcher<Map<String, Route>> paths = new PathTemplateMatcher<>();
  private final Route otherwise;

  /**
   * @param otherwise answers what is read from any other path
   */
  Router(List<Route> routes, Route otherwise) {
    this.otherwise = otherwise;
    Map<String, Map<String, Route>> byPath = new HashMap<>();
    routes.forEach(
        route ->
            byPath
                .computeIfAbsent(route.path(), path -> new TreeMap<>())
                .put(route.method(), route));
    byPath.forEach(paths::add);
  }

  /**
   * @throws Refusal when there is nothing that could be done so
   */
  Found find(HttpServerExchange exchange) {
    String asked = exchange.getRequestMethod().toString();
    String method = asked.equals("HEAD") ? "GET" : asked;
    var match = paths.match(exchange.getRequestPath());
    if (match == null) {
      return new Found(require(method, Map.of("GET", otherwise), exchange), Map.of());
    }
    return new Found(require(method, match.getValue(), exchange), match.getParameters());
  }

  private static Route require(
      String method, Map<String, Route> routes, HttpServerExchange exchange) {
    Route route = routes.get(method);
    if (route == null) {
      String allowed = String.join(", ", routes.keySet());
      exchange.getResponseHeaders().put(io.undertow.util.Headers.ALLOW, allowed);
      throw new Refusal(Refusal.BAD_METHOD, "Only %s is possible here".formatted(allowed));
    }
    return route;
  }
}
