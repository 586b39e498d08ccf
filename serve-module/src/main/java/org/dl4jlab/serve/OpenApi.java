package org.dl4jlab.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.dl4jlab.serve.http.Route;

/** The description of the server for programs that write clients. */
final class OpenApi {

  private static final String VERSION = "$VERSION";

  private OpenApi() {}

  static Route.Endpoint of(String version) {
    byte[] description = text().replace(VERSION, version).getBytes(StandardCharsets.UTF_8);
    return call -> call.answer(200, "application/json", ByteBuffer.wrap(description));
  }

  private static String text() {
    try (InputStream in = OpenApi.class.getResourceAsStream("openapi.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
