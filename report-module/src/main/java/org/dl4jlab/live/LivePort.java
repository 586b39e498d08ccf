package org.dl4jlab.live;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import org.dl4jlab.UserException;

/**
 * Where a live page is served.
 *
 * @param number {@link #ANY} or the port to take
 * @param host a name or address of this machine, null for the loopback address, which only this
 *     machine's own programs reach
 */
public record LivePort(int number, String host) {

  /** Asks for {@link #USUAL}, or any other where that is in use. */
  public static final int ANY = 0;

  /** The port of DL4J's own page. */
  static final int USUAL = 9000;

  /** How many connections Java's server keeps, also those that ask for nothing. */
  private static final String CONNECTIONS = "jdk.httpserver.maxConnections";

  /** Each takes a file handle, which the training needs for its files. */
  static final int MOST_CONNECTIONS = 256;

  static {
    if (System.getProperty(CONNECTIONS) == null) { // read once, before the first server
      System.setProperty(CONNECTIONS, String.valueOf(MOST_CONNECTIONS));
    }
  }

  /** A port of the loopback address. */
  public LivePort(int number) {
    this(number, null);
  }

  /** Whether other machines may reach it. */
  public boolean isOpen() throws IOException {
    return !address().isLoopbackAddress();
  }

  private InetAddress address() throws IOException {
    try {
      return host == null ? InetAddress.getLoopbackAddress() : InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw notHere(e);
    }
  }

  private UserException notHere(IOException e) {
    return new UserException(
        "%s is no address of this machine; 0.0.0.0 stands for all of them".formatted(host), e);
  }

  /**
   * Takes a port. One that a person named is taken or refused; else it is the usual one, so that a
   * page that is still open in a browser finds the next training, or a free one.
   *
   * @throws UserException when the named port or address cannot be had
   */
  HttpServer open() throws IOException {
    if (number != ANY) {
      try {
        return bind(number);
      } catch (BindException e) {
        throw new UserException(
            "Port %d is in use or not allowed; name another, or give --ui without one"
                .formatted(number),
            e);
      }
    }
    try {
      return bind(USUAL);
    } catch (BindException inUse) {
      return bind(0);
    }
  }

  private HttpServer bind(int port) throws IOException {
    try {
      return HttpServer.create(new InetSocketAddress(address(), port), 0);
    } catch (BindException e) {
      if (String.valueOf(e.getMessage()).contains("Cannot assign")) {
        throw notHere(e);
      }
      throw e;
    } catch (SocketException e) {
      throw notHere(e);
    }
  }
}
