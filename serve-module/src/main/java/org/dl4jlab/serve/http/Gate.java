package org.dl4jlab.serve.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Set;
import org.dl4jlab.serve.model.Refusal;

/**
 * Who may ask. On the loopback address only its own names are answered to, so that no page of the
 * web can reach it by a name that it makes point here (DNS rebinding). Pages of other origins are
 * answered only where one was allowed. A token comes as a bearer's, or as the password that a
 * browser asks for.
 */
final class Gate {

  private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  /** For probes, which have no token. */
  private static final Set<String> OPEN = Set.of("/v2/health/live", "/v2/health/ready");

  private static final String ALLOWED_HEADERS =
      "Authorization, Content-Type, Inference-Header-Content-Length";

  private final boolean loopback;
  private final byte[] token;
  private final String origin;

  /**
   * @param loopback whether only this machine's own programs can come here
   * @param token that every request must have, null for none
   * @param origin whose pages may ask, null for none
   */
  Gate(boolean loopback, String token, String origin) {
    this.loopback = loopback;
    this.token = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
    this.origin = origin;
  }

  /**
   * Lets a request in; one that only asks what is allowed is answered here.
   *
   * @return whether it is to be answered
   * @throws Refusal when it is not
   */
  boolean admit(HttpServerExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
    if (loopback && (host == null || !OWN_NAMES.contains(withoutPort(host)))) {
      throw new Refusal(
          Refusal.FORBIDDEN, "This server answers to the names of the loopback address only");
    }
    String from = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
    if (from != null && !admitOrigin(exchange, from, host)) {
      return false;
    }
    if (token != null && !OPEN.contains(exchange.getRequestPath())) {
      requireToken(exchange);
    }
    return true;
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }

  private boolean admitOrigin(HttpServerExchange exchange, String from, String host) {
    boolean allowed = from.equals(origin);
    if (!allowed && !(host != null && from.endsWith("://" + host))) {
      throw new Refusal(Refusal.FORBIDDEN, "Pages of %s may not ask here".formatted(from));
    }
    if (!allowed) {
      return true;
    }
    HeaderMap answer = exchange.getResponseHeaders();
    answer.put(new HttpString("Access-Control-Allow-Origin"), origin);
    answer.put(Headers.VARY, "Origin");
    answer.put(new HttpString("Access-Control-Expose-Headers"), "Inference-Header-Content-Length");
    if (!exchange.getRequestMethod().equalToString("OPTIONS")) {
      return true;
    }
    answer.put(new HttpString("Access-Control-Allow-Methods"), "GET, POST");
    answer.put(new HttpString("Access-Control-Allow-Headers"), ALLOWED_HEADERS);
    exchange.setStatusCode(204);
    exchange.endExchange();
    return false;
  }

  private void requireToken(HttpServerExchange exchange) {
    byte[] given = given(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION));
    if (!MessageDigest.isEqual(token, given)) {
      exchange.getResponseHeaders().add(Headers.WWW_AUTHENTICATE, "Bearer");
      exchange.getResponseHeaders().add(Headers.WWW_AUTHENTICATE, "Basic realm=\"dl4j-lab\"");
      throw new Refusal(Refusal.UNAUTHORIZED, "The request needs the server's token");
    }
  }

  private static byte[] given(String authorization) {
    String value = authorization == null ? "" : authorization;
    if (value.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return value.substring(7).getBytes(StandardCharsets.UTF_8);
    }
    if (value.regionMatches(true, 0, "Basic ", 0, 6)) {
      return password(value.substring(6).trim());
    }
    return new byte[0];
  }

  private static byte[] password(String encoded) {
    try {
      String both = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      return both.substring(both.indexOf(':') + 1).getBytes(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException noBase64) {
      return new byte[0];
    }
  }
}
