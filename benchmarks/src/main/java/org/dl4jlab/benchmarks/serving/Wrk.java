package org.dl4jlab.benchmarks.serving;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dl4jlab.UserException;

/**
 * <a href="https://github.com/wg/wrk">wrk</a> with one thread: each connection sends its next
 * request when it has got its answer.
 *
 * @param script made by {@link #prepare()}
 */
record Wrk(Path script, int connections, int seconds) {

  private static final int LOOK_MILLIS = 50;

  /**
   * What came of it.
   *
   * @param rate requests a second
   * @param bad how many failed
   * @param p99 milliseconds that 99 of 100 requests took at most
   * @param cpuSeconds that wrk itself has used
   */
  record Load(double rate, long bad, double p99, double cpuSeconds) {}

  static Wrk prepare(int connections, int seconds) throws IOException {
    Path script = Files.createTempFile("post", ".lua");
    script.toFile().deleteOnExit();
    try (InputStream in = Wrk.class.getResourceAsStream("post.lua")) {
      Files.write(script, in.readAllBytes());
    }
    return new Wrk(script, connections, seconds);
  }

  Load run(int port, Question question) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                "wrk",
                "-t1",
                "-c" + connections,
                "-d" + seconds + "s",
                "-s",
                script.toString(),
                "http://127.0.0.1:" + port + "/"));
    builder.environment().put("MODEL", question.model());
    builder.environment().put("TYPE", question.type());
    builder.environment().put("IMAGES", String.valueOf(question.images()));
    Process process = start(builder.redirectErrorStream(true));
    Duration cpu = Duration.ZERO;
    while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      cpu = process.info().totalCpuDuration().orElse(cpu);
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String[] result =
        output
            .lines()
            .filter(line -> line.startsWith("result "))
            .findFirst()
            .orElseThrow(() -> new UserException("wrk has failed: " + output))
            .split(" ");
    return new Load(
        Long.parseLong(result[1]) / (Long.parseLong(result[2]) / 1e6),
        Long.parseLong(result[3]),
        Long.parseLong(result[4]) / 1e3,
        cpu.toNanos() / 1e9);
  }

  private static Process start(ProcessBuilder builder) throws IOException {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UserException("wrk is needed: apt-get install wrk", e);
    }
  }
}
