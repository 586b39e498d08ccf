package org.dl4jlab.serve.http;

/**
 * Something that can be asked for.
 *
 * @param path such as {@code /v2/models/{model}}
 */
public record Route(String method, String path, Endpoint endpoint) {

  /** What answers. */
  @FunctionalInterface
  public interface Endpoint {

    /** Answers now, or has it answered later; on a thread that must not wait. */
    void handle(Call call);
  }

  public static Route get(String path, Endpoint endpoint) {
    return new Route("GET", path, endpoint);
  }

  public static Route post(String path, Endpoint endpoint) {
    return new Route("POST", path, endpoint);
  }
}
