package org.dl4jlab.serve.http;

import java.util.function.Consumer;

/**
 * Where and for whom a server listens.
 *
 * @param host a name or an address of this machine
 * @param port 0 for any that is free
 * @param token that every request must have, null for none
 * @param origin whose pages may ask, null for none
 * @param log takes a line for each request, null for none
 */
public record HttpOptions(
    String host, int port, String token, String origin, Consumer<String> log) {

  public HttpOptions {
    if (port < 0 || port > 0xFFFF) {
      throw new IllegalArgumentException("--port must be 0 to 65,535, not %,d".formatted(port));
    }
    if (token != null && token.isBlank()) {
      throw new IllegalArgumentException("The token is empty");
    }
    if (origin != null && !origin.matches("https?://[^/\\s]+")) {
      throw new IllegalArgumentException(
          "--cors takes an origin such as https://example.org, not '%s'".formatted(origin));
    }
  }
}
