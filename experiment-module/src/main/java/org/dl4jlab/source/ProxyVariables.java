package org.dl4jlab.source;

import java.io.IOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dl4jlab.UserException;

/**
 * The environment's proxies, understood as by curl: {@code http_proxy} (in small letters only),
 * {@code https_proxy}, {@code all_proxy}, and {@code no_proxy} with the hosts that need none. Where
 * none is named, Java's own properties such as {@code https.proxyHost} go on to hold.
 */
final class ProxyVariables {

  private static final int USUAL_PORT = 1080;

  static {
    // Java sends no password to a proxy of https unless it is told so before its first connection.
    if (System.getProperty("jdk.http.auth.tunneling.disabledSchemes") == null) {
      System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    }
  }

  private final Map<String, String> environment;

  ProxyVariables(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  static ProxyVariables ofProcess() {
    return new ProxyVariables(System.getenv());
  }

  /** A connection to an address, by the proxy that it needs; not yet made. */
  HttpURLConnection open(URI target) throws IOException {
    Optional<URI> named = proxyFor(target);
    if (named.isEmpty()) {
      URLConnection direct = target.toURL().openConnection();
      return (HttpURLConnection) direct;
    }
    URI proxy = named.get();
    Proxy.Type type = proxy.getScheme().startsWith("socks") ? Proxy.Type.SOCKS : Proxy.Type.HTTP;
    int port = proxy.getPort() < 0 ? USUAL_PORT : proxy.getPort();
    HttpURLConnection connection =
        (HttpURLConnection)
            target
                .toURL()
                .openConnection(new Proxy(type, new InetSocketAddress(proxy.getHost(), port)));
    if (proxy.getUserInfo() != null) {
      connection.setAuthenticator(new Password(proxy.getUserInfo()));
    }
    return connection;
  }

  /**
   * The proxy for an address; nothing where it is reached without.
   *
   * @throws UserException when a variable holds no address
   */
  Optional<URI> proxyFor(URI target) {
    if (isExcepted(target.getHost())) {
      return Optional.empty();
    }
    Stream<String> names =
        target.getScheme().equals("https")
            ? Stream.of("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
            : Stream.of("http_proxy", "all_proxy", "ALL_PROXY");
    return names
        .filter(name -> !environment.getOrDefault(name, "").isBlank())
        .findFirst()
        .map(name -> address(name, environment.get(name).strip()));
  }

  private static URI address(String variable, String value) {
    try {
      URI proxy = URI.create(value.contains("://") ? value : "http://" + value);
      if (proxy.getHost() != null) {
        return proxy;
      }
    } catch (IllegalArgumentException e) {
      throw noAddress(variable, value, e);
    }
    throw noAddress(variable, value, null);
  }

  private static UserException noAddress(String variable, String value, Exception cause) {
    return new UserException(
        "The variable %s is no proxy's address: %s".formatted(variable, value), cause);
  }

  private boolean isExcepted(String host) {
    String hosts = environment.getOrDefault("no_proxy", environment.getOrDefault("NO_PROXY", ""));
    String wanted = host.toLowerCase(Locale.ROOT);
    return Arrays.stream(hosts.split("[,\\s]+"))
        .map(name -> name.toLowerCase(Locale.ROOT).replaceFirst("^\\.", ""))
        .filter(name -> !name.isEmpty())
        .anyMatch(name -> name.equals("*") || wanted.equals(name) || wanted.endsWith("." + name));
  }

  private static final class Password extends Authenticator {

    private final String user;
    private final char[] password;

    Password(String userInfo) {
      String[] parts = userInfo.split(":", 2);
      user = parts[0];
      password = (parts.length == 1 ? "" : parts[1]).toCharArray();
    }

    @Override
    protected PasswordAuthentication getPasswordAuthentication() {
      return getRequestorType() == RequestorType.PROXY
          ? new PasswordAuthentication(user, password)
          : null;
    }
  }
}
