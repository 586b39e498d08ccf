package org.dl4jlab.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that never come to an end, though they are never silent. */
@Timeout(60)
class DownloadPatienceTest {

  private static final String INTERIM = "HTTP/1.1 100 Continue\r\n\r\n";
  private static final String NO_END = "no answer came to its end";

  @TempDir Path temp;

  /** Waits long for a single byte, but not for all. */
  private static Download impatient() {
    Duration enough = Duration.ofSeconds(5);
    Duration little = Duration.ofMillis(500);
    return new Download(
        new Download.Patience(enough, enough, little, little, 1 << 16),
        new ProxyVariables(Map.of()));
  }

  @Test
  void aFileThatDripsIsGivenUp() throws IOException {
    String message =
        messageFrom(
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1000\r\n\r\n",
            "x",
            20,
            impatient());
    assertTrue(message.matches("only \\d+ bytes came in 0 seconds"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 200 OK", INTERIM, "HTTP/1.1 200 OK\r\nX: y\r\nA: b"})
  void anAnswerThatDripsIsGivenUp(String again) throws IOException {
    assertEquals(NO_END, messageFrom("", again, 20, impatient()));
  }

  @Test
  void interimAnswersWithoutEndAreGivenUp() throws IOException {
    assertEquals(NO_END, messageFrom("", INTERIM.repeat(1000), 0, new Download()));
  }

  /**
   * What is said of a server that first answers one thing, and another again and again.
   *
   * @param pause milliseconds in between
   */
  private String messageFrom(String first, String again, int pause, Download download)
      throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread answering = new Thread(() -> answer(server, first, again, pause));
      answering.setDaemon(true);
      answering.start();
      URI uri = URI.create("http://127.0.0.1:%d/file.bin".formatted(server.getLocalPort()));
      RemoteFile file = new RemoteFile("file.bin", uri, 1000, DigestUtils.sha256Hex("other"));
      Path target = temp.resolve("file.bin");
      IOException e =
          assertThrows(IOException.class, () -> download.fetch(file, target, (soFar, inAll) -> {}));
      assertFalse(Files.exists(target));
      return e.getMessage();
    }
  }

  private static void answer(ServerSocket server, String first, String again, int pause) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.getInputStream().read();
        OutputStream out = socket.getOutputStream();
        out.write(first.getBytes(US_ASCII));
        while (!server.isClosed()) {
          out.write(again.getBytes(US_ASCII));
          out.flush();
          Thread.sleep(pause);
        }
      } catch (IOException nobodyListens) {
        continue;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
