package org.dl4jlab.live;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.dl4jlab.UserException;

/** Which port of the loopback address a live page has. */
public final class LivePort {

  /** Asks for {@link #USUAL}, or any other where that is in use. */
  public static final int ANY = 0;

  /** The port of DL4J's own page. */
  static final int USUAL = 9000;

  private LivePort() {}

  /**
   * Takes a port. One that a person named is taken or refused; else it is the usual one, so that a
   * page that is still open in a browser finds the next training, or a free one.
   *
   * @throws UserException when the named port cannot be had
   */
  static HttpServer open(int port) throws IOException {
    if (port != ANY) {
      try {
        return bind(port);
      } catch (BindException e) {
        throw new UserException(
            "Port %d is in use or not allowed; name another, or give --ui without one"
                .formatted(port),
            e);
      }
    }
    try {
      return bind(USUAL);
    } catch (BindException inUse) {
      return bind(0);
    }
  }

  private static HttpServer bind(int port) throws IOException {
    return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
  }
}
