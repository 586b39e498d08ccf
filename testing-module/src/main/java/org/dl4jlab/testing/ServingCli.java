package org.dl4jlab.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dl4jlab.run.RunFolder;

/** A program's command {@code serve} at work on a free port, until this is closed. */
public final class ServingCli implements AutoCloseable {

  private static final Pattern ADDRESS = Pattern.compile("Serving at (http://\\S+)/ ");
  private static final int PATIENCE_SECONDS = 60;

  private final HttpClient client = HttpClient.newHttpClient();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CompletableFuture<Integer> status = new CompletableFuture<>();
  private final Thread thread;
  private final String address;

  /** Starts it with these options. */
  public ServingCli(Cli cli, Object... options) throws InterruptedException {
    List<String> args = new ArrayList<>(List.of("serve", "--port", "0"));
    Arrays.stream(options).map(Object::toString).forEach(args::add);
    thread =
        new Thread(
            () ->
                status.complete(
                    cli.program()
                        .run(
                            new PrintWriter(out, true),
                            new PrintWriter(err, true),
                            args.toArray(String[]::new))));
    thread.start();
    address = awaitAddress();
  }

  private String awaitAddress() throws InterruptedException {
    while (true) {
      Matcher told = ADDRESS.matcher(out.toString());
      if (told.find()) {
        return told.group(1);
      }
      assertTrue(!status.isDone(), () -> out + "\n" + err);
      Thread.sleep(20);
    }
  }

  /** What it has printed. */
  public String said() {
    return out.toString();
  }

  public URI uri(String path) {
    return URI.create(address + path);
  }

  public HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /**
   * @param headers names and values in turn
   */
  public HttpResponse<byte[]> post(String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** An answer's JSON, which has to be a good one. */
  public static JsonNode json(HttpResponse<byte[]> response) throws IOException {
    JsonNode json = RunFolder.JSON.readTree(response.body());
    assertEquals(200, response.statusCode(), json::toString);
    return json;
  }

  /** As Ctrl-C does; the command has to end well. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      assertEquals(0, status.get(PATIENCE_SECONDS, TimeUnit.SECONDS), err::toString);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(out + "\n" + err, e);
    }
  }
}
