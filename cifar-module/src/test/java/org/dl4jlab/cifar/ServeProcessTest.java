package org.dl4jlab.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.dl4jlab.cifar.data.FakeCifar;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code serve} in a process of its own that is told to end. */
@Timeout(300)
class ServeProcessTest {

  private static final int CLIENTS = 16;

  @TempDir static Path temp;
  private static Path run;

  private volatile boolean told;
  private final AtomicInteger answered = new AtomicInteger();

  @BeforeAll
  static void train() throws IOException {
    Path data = FakeCifar.folder(temp.resolve("data"), 20);
    run = temp.resolve("run");
    CifarCli.withoutServer(temp.resolve("cache"))
        .run("train", "--network", "cnn", "--data", data, "--epochs", 1, "--run", run)
        .assertDone();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no signal to end there")
  void everyRequestThatWasSentBeforeItIsToldToEndIsAnswered() throws Exception {
    Process server = start();
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8)) {
      int port = port(out);
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        work.add(clients.submit(() -> ask(port)));
      }
      while (answered.get() < 500) {
        Thread.sleep(5);
      }
      told = true;
      server.destroy();
      for (Future<?> client : work) {
        client.get();
      }
      assertTrue(server.waitFor(60, TimeUnit.SECONDS));
      assertEquals(0, server.exitValue());
    } finally {
      clients.shutdownNow();
      server.destroyForcibly();
    }
  }

  private static Process start() throws IOException {
    return new ProcessBuilder(
            System.getProperty("java.home") + "/bin/java",
            "-cp",
            System.getProperty("java.class.path"),
            CifarMain.class.getName(),
            "serve",
            "--port",
            "0",
            "--run",
            run.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static int port(BufferedReader out) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("Serving at ")) {
        return Integer.parseInt(line.replaceAll(".*:(\\d+)/.*", "$1"));
      }
    }
    throw new AssertionError("The server does not start");
  }

  /** Asks one thing after another; a failure counts unless it was told to end before it asked. */
  private Void ask(int port) throws IOException {
    String json =
        "{\"inputs\":[{\"name\":\"image\",\"shape\":[1,3,32,32],\"datatype\":\"UINT8\",\"parameters\":{\"binary_data_size\":3072}}]}";
    byte[] request =
        "POST /v2/models/cnn/infer HTTP/1.1\r\nHost: localhost\r\nInference-Header-Content-Length: %d\r\nContent-Length: %d\r\n\r\n%s%s"
            .formatted(json.length(), json.length() + 3072, json, "x".repeat(3072))
            .getBytes(StandardCharsets.US_ASCII);
    while (!told) {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        boolean kept = true;
        while (kept) {
          boolean before = told;
          try {
            socket.getOutputStream().write(request);
            kept = receive(in);
            answered.incrementAndGet();
          } catch (IOException e) {
            if (!before) {
              throw new AssertionError("A request was lost", e);
            }
            kept = false;
          }
        }
      } catch (IOException e) {
        if (!told) {
          throw e;
        }
      }
    }
    return null;
  }

  /** Whether the connection stays. */
  private static boolean receive(DataInputStream in) throws IOException {
    assertTrue(line(in).endsWith(" 200 OK"));
    boolean kept = true;
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String header = line.toLowerCase(Locale.ROOT);
      kept &= !header.equals("connection: close");
      if (header.startsWith("content-length: ")) {
        length = Integer.parseInt(header.substring("content-length: ".length()));
      }
    }
    in.skipNBytes(length);
    return kept;
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
      line.append(c == '\r' ? "" : (char) c);
    }
    return line.toString();
  }
}
