package org.dl4jlab.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dl4jlab.testing.Browser;
import org.dl4jlab.testing.Cli;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The pages as a browser shows them; skipped where there is none. */
@Timeout(180)
class BrowserTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern ADDRESS = Pattern.compile("Live page: (http\\S+)");

  @TempDir static Path temp;
  private static Cli cli;
  private static Browser browser;

  @BeforeAll
  static void open() {
    Browser.missing().ifPresent(reason -> assumeTrue(false, reason));
    cli = CifarCli.withoutServer(temp.resolve("cache"));
    browser = Browser.open(temp.resolve("profile"));
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  private static Object[] small(Path run, Object... more) {
    Object[] args = {
      "train",
      "--network",
      "cnn",
      "--data",
      "sample",
      "--limit-train",
      320,
      "--limit-test",
      40,
      "--threads",
      1,
      "--run",
      run
    };
    Object[] all = Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return all;
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "waited in vain for " + what);
      Thread.sleep(50);
    }
  }

  /** Opens a file at a phone's and at a desk's width, in light and in dark. */
  private static void assertFineEverywhere(Path page) throws IOException {
    browser.requests();
    for (int width : new int[] {360, 1200}) {
      for (boolean dark : new boolean[] {false, true}) {
        browser.resize(width, dark);
        browser.get(page.toUri().toString());
        browser.assertNoSidewaysScroll();
        browser.assertAccessible();
        assertEquals(List.of(page.toUri().toString()), browser.requests());
      }
    }
    browser.assertNothingToComplain();
    assertEquals("rgb(20, 23, 26)", background(), "dark");
  }

  private static Object background() {
    return browser.run("return getComputedStyle(document.body).backgroundColor");
  }

  @Test
  void reportAndComparisonNeedNothingElseAndFitAPhone() throws IOException {
    Path two = temp.resolve("two");
    Path nine = temp.resolve("nine");
    cli.run(small(two, "--epochs", 2)).assertDone();
    cli.run(small(nine, "--epochs", 9)).assertDone();
    assertFineEverywhere(two.resolve("report.html"));
    assertEquals("cnn on sample", browser.text("h1"));
    assertEquals(4, browser.count(".chart .line"), "two curves in each of two charts");
    assertEquals(10, browser.count("#predictions ~ .samples img"));
    Object drawn =
        browser.run(
            "return [...document.images].every(i => i.complete && i.naturalWidth === 32 && i.alt)");
    assertEquals(true, drawn);

    Path comparison = temp.resolve("compare.html");
    cli.run("compare", two, nine, "--out", comparison).assertDone();
    assertFineEverywhere(comparison);
    assertFalse(browser.text(".scale.logarithmic").isEmpty(), "9 epochs are many more than 2");
    assertEightRunsFitAFewScreens(two, nine);
    browser.get(comparison.toUri().toString());
    browser.run("document.getElementById('linear').click()");
    assertTrue(browser.text(".scale.logarithmic").isEmpty());
    assertFalse(browser.text(".scale.linear").isEmpty());
  }

  /** However long their names, classes and paths are. */
  private static void assertEightRunsFitAFewScreens(Path one, Path other) throws IOException {
    List<Object> command = new ArrayList<>(List.of("compare", "--out", temp.resolve("eight.html")));
    for (int i = 0; i < 8; i++) {
      Path run =
          Files.createDirectories(
              temp.resolve("a folder".repeat(10)).resolve("a-run-with-a-long-name-" + i));
      for (String file : List.of("history.csv", "metrics.json", "summary.json")) {
        Files.copy((i == 0 ? one : other).resolve(file), run.resolve(file));
      }
      String config = Files.readString(one.resolve("config.json"));
      Files.writeString(
          run.resolve("config.json"),
          config
              .replace("\"airplane\"", "\"%s\"".formatted("class-".repeat(100)))
              .replace("built-in", run.toString()));
      command.add(run);
    }
    cli.run(command.toArray()).assertDone();
    browser.resize(1200, false);
    browser.get(temp.resolve("eight.html").toUri().toString());
    browser.assertNoSidewaysScroll();
    Object widest =
        browser.run(
            "return Math.max(...[...document.querySelectorAll('.wide')].map(e => e.scrollWidth))");
    assertTrue(((Number) widest).intValue() < 2000, "a table is %s pixels wide".formatted(widest));
  }

  @Test
  void livePageFollowsATrainingUntilCtrlC() throws Exception {
    Path run = temp.resolve("live");
    Process training = process(small(run, "--epochs", 100_000, "--ui"));
    try (BufferedReader out = training.inputReader()) {
      Matcher address = ADDRESS.matcher("");
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (address.reset(line).find()) {
          break;
        }
      }
      CompletableFuture<String> rest =
          CompletableFuture.supplyAsync(() -> out.lines().collect(Collectors.joining("\n")));
      browser.resize(360, false);
      browser.requests();
      browser.get(address.group(1));
      await("the first curve", () -> lastEpoch() > 0);
      int first = lastEpoch();
      await("the curve to grow", () -> lastEpoch() > first + 1);
      assertEquals(4, browser.count(".chart .line"));
      assertEquals(10, browser.count(".sample img"));
      assertEquals("Training", browser.text("#state"));
      assertTrue(browser.text("#progress").contains("of 100,000"), browser.text("#progress"));
      browser.assertNoSidewaysScroll();
      String page = address.group(1);
      assertEquals(List.of(page, page + "live.js", page + "events"), browser.requests());
      browser.assertNothingToComplain();

      training.toHandle().destroy(); // a wish to end, as Ctrl-C is; the output stays open
      await("the last words", () -> browser.text("#state").startsWith("The training has ended"));
      browser.assertAccessible();
      assertTrue(training.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
      assertTrue(rest.join().contains("Interrupted in epoch"), rest.join());
      assertTrue(rest.join().contains("; saved. To continue: train --resume " + run), rest.join());
      assertTrue(Files.exists(run.resolve("report.html")));
      URI uri = URI.create(page);
      assertThrows(ConnectException.class, () -> new Socket(uri.getHost(), uri.getPort()).close());
    } finally {
      training.destroyForcibly();
    }
  }

  private static Process process(Object... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                CifarMain.class.getName()));
    Arrays.stream(args).map(Object::toString).forEach(command::add);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** Up to which epoch the page's first chart goes, 0 where there is none. */
  private static int lastEpoch() {
    Object description =
        browser.run("return document.querySelector('.chart')?.getAttribute('aria-label') ?? ''");
    Matcher epoch = Pattern.compile(" in epoch (\\d+), validation").matcher(description.toString());
    return epoch.find() ? Integer.parseInt(epoch.group(1)) : 0;
  }
}
