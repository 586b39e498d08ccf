package org.dl4jlab.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Chromium without a window, by way of the driver that its package brings. */
public final class Browser implements AutoCloseable {

  /** Kept, as loggers that nobody holds forget their level. Selenium misses a module not needed. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** What a test without a browser says of its being skipped. */
  public static Optional<String> missing() {
    return Stream.of("chromium", "chromedriver")
        .filter(program -> find(program).isEmpty())
        .findFirst()
        .map("there is no %s in the PATH"::formatted);
  }

  private static Optional<File> find(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> new File(folder, program))
        .filter(File::canExecute)
        .findFirst();
  }

  /**
   * @param profile an empty folder
   */
  public static Browser open(Path profile) {
    SELENIUM.setLevel(Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(find("chromium").orElseThrow());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(find("chromedriver").orElseThrow())
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  public void get(String address) {
    driver.get(address);
  }

  /** As wide as a phone, which windows cannot be, and without motion, which tests cannot see. */
  public void resize(int width, boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 780, "deviceScaleFactor", 1, "mobile", width < 600));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  public String text(String selector) {
    return driver.findElement(By.cssSelector(selector)).getText();
  }

  public int count(String selector) {
    return driver.findElements(By.cssSelector(selector)).size();
  }

  public void click(String selector) {
    driver.findElement(By.cssSelector(selector)).click();
  }

  /** As a person does at the keyboard; a file's path goes into a field for files. */
  public void type(String selector, CharSequence... keys) {
    driver.findElement(By.cssSelector(selector)).sendKeys(keys);
  }

  /** Drops a file of these bytes on the page, as from another window. */
  public void drop(byte[] file, String type) {
    transfer(file, type, "new DragEvent('drop', { dataTransfer: transfer, ...all })");
  }

  /** Pastes it. */
  public void paste(byte[] file, String type) {
    transfer(file, type, "new ClipboardEvent('paste', { clipboardData: transfer, ...all })");
  }

  private void transfer(byte[] file, String type, String event) {
    driver.executeScript(
        """
        const bytes = Uint8Array.from(atob(arguments[0]), (c) => c.charCodeAt(0));
        const all = { bubbles: true, cancelable: true };
        const transfer = new DataTransfer();
        transfer.items.add(new File([bytes], "mine", { type: arguments[1] }));
        document.body.dispatchEvent(%s);
        """
            .formatted(event),
        Base64.getEncoder().encodeToString(file),
        type);
  }

  /** Comes back when the condition, an expression of JavaScript, holds. */
  public void await(String condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Boolean.TRUE.equals(run("return !!(%s)".formatted(condition)))) {
      if (System.nanoTime() > end) {
        fail("waited in vain for %s; the page says%n%s".formatted(condition, text("body")));
      }
      Thread.sleep(50);
    }
  }

  /** What is seen of the page, from its top to its end, as a PNG file. */
  public byte[] picture() {
    Map<String, Object> shot =
        driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
    return Base64.getDecoder().decode((String) shot.get("data"));
  }

  /** What keeps people from using the page as axe finds it, WCAG 2.2 AA and good practice. */
  public void assertAccessible() throws IOException {
    try (InputStream axe = Browser.class.getResourceAsStream("/axe.min.js")) {
      driver.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
    }
    Object faults =
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }).then((found) => done(found.violations.flatMap((fault) => fault.nodes.map(
                (node) => `${fault.impact}: ${fault.help}: ${node.html} ${node.failureSummary}`))));
            """);
    assertEquals(List.of(), faults);
  }

  public Object run(String script) {
    return driver.executeScript(script);
  }

  /** The addresses that were asked for since the last call, pictures in the page left out. */
  public List<String> requests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> entry.getMessage())
        .filter(message -> message.contains("\"Network.requestWillBeSent\""))
        .map(
            message -> message.replaceFirst("(?s).*\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1"))
        .filter(address -> address.startsWith("http") || address.startsWith("file"))
        .toList();
  }

  /** Forgets what was asked for and complained of before. */
  public void forget() {
    driver.manage().logs().get(LogType.PERFORMANCE);
    driver.manage().logs().get(LogType.BROWSER);
  }

  public void assertNothingToComplain() {
    assertEquals(
        List.of(),
        driver.manage().logs().get(LogType.BROWSER).getAll().stream()
            .map(Object::toString)
            .toList());
  }

  /** Whether the page itself, not a wide table in it, can be moved sideways. */
  public void assertNoSidewaysScroll() {
    Object widths =
        driver.executeScript(
            "return document.documentElement.scrollWidth + ' of ' + document.documentElement.clientWidth");
    String[] both = widths.toString().split(" of ");
    assertEquals(both[1], both[0], "the page's width");
  }

  @Override
  public void close() {
    driver.quit();
  }
}
