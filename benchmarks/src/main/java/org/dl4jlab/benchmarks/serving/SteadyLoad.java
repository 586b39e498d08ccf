package org.dl4jlab.benchmarks.serving;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks at a steady rate, whatever the answers: a request's time begins when it was due, so that a
 * server that stops for a moment is seen to do so. To be run in a process of its own, so that it
 * shares no heap with the server.
 */
public final class SteadyLoad {

  /** In which this process gets warm itself, and which do not count. */
  private static final int WARM_UP_SECONDS = 5;

  private final byte[] request;
  private final int port;
  private final long interval; // nanoseconds between two requests of all connections together
  private final long[] times;
  private final AtomicInteger next = new AtomicInteger();

  private SteadyLoad(int port, byte[] request, double rate, int seconds) {
    this.port = port;
    this.request = request;
    interval = (long) (1e9 / rate);
    times = new long[(int) (rate * (WARM_UP_SECONDS + seconds))];
  }

  /** Prints the milliseconds that half and 99 of 100 requests took at most. */
  public static void main(String[] args) throws InterruptedException {
    int images = Integer.parseInt(args[3]);
    int seconds = Integer.parseInt(args[6]);
    SteadyLoad load =
        new SteadyLoad(
            Integer.parseInt(args[0]),
            request(new Question(args[1], args[2], images)),
            Double.parseDouble(args[4]),
            seconds);
    load.run(Integer.parseInt(args[5]));
    int warmUp = load.times.length - (int) (Double.parseDouble(args[4]) * seconds);
    long[] times = Arrays.copyOfRange(load.times, warmUp, load.times.length);
    Arrays.sort(times);
    System.out.printf(
        Locale.ROOT,
        "%.2f %.2f%n",
        times[times.length / 2] / 1e6,
        times[times.length * 99 / 100] / 1e6);
  }

  private static byte[] request(Question question) {
    String json = question.json();
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nInference-Header-Content-Length: %d\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(question.path(), json.length(), json.length() + question.size(), json);
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    return Arrays.copyOf(start, start.length + question.size()); // black images
  }

  private void run(int connections) throws InterruptedException {
    long start = System.nanoTime();
    Thread[] threads = new Thread[connections];
    for (int i = 0; i < connections; i++) {
      threads[i] = new Thread(() -> ask(start));
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void ask(long start) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      OutputStream out = socket.getOutputStream();
      for (int i = next.getAndIncrement(); i < times.length; i = next.getAndIncrement()) {
        long due = start + i * interval;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        out.write(request);
        receive(in);
        times[i] = System.nanoTime() - due;
      }
    } catch (IOException e) {
      throw new IllegalStateException("The server does not answer", e);
    }
  }

  private static void receive(DataInputStream in) throws IOException {
    int length = 0;
    String status = line(in);
    if (!status.contains(" 200 ")) {
      throw new IOException(status);
    }
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring("content-length:".length()).trim());
      }
    }
    in.skipNBytes(length);
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
