package org.dl4jlab.serve;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP/1.1 byte by byte, so that anything can be sent. */
final class RawClient implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;
  private final InputStream in;

  /** An answer; its headers' names are in lower case. */
  record Response(int status, Map<String, String> headers, byte[] body) {

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  RawClient(int port) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * @param head such as {@code GET /v2}, with more headers in lines of their own
   */
  void send(String head, byte[] body) throws IOException {
    String[] lines = head.split("\n", 2);
    StringBuilder all = new StringBuilder(lines[0]).append(" HTTP/1.1\r\n");
    if (!head.contains("\nHost:")) {
      all.append("Host: localhost\r\n");
    }
    all.append("Content-Length: ").append(body.length).append("\r\n");
    if (lines.length > 1) {
      all.append(lines[1].replace("\n", "\r\n")).append("\r\n");
    }
    all.append("\r\n");
    byte[] start = all.toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] bytes = new byte[start.length + body.length];
    System.arraycopy(start, 0, bytes, 0, start.length);
    System.arraycopy(body, 0, bytes, start.length, body.length);
    sendRaw(bytes);
  }

  void sendRaw(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  void sendRaw(String text) throws IOException {
    sendRaw(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void endOfSending() throws IOException {
    socket.shutdownOutput();
  }

  /**
   * @throws EOFException when the server has closed the connection
   */
  Response receive() throws IOException {
    String[] first = line().split(" ", 3);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      String[] header = line.split(": ?", 2);
      headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Response(Integer.parseInt(first[1]), headers, in.readNBytes(length));
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("The server has closed the connection");
      }
      line.append(c == '\r' ? "" : (char) c);
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
