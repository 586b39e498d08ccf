package org.dl4jlab.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.dl4jlab.page.FakeModels.Answer;
import org.dl4jlab.page.FakeModels.Question;
import org.dl4jlab.report.PredictedSample;
import org.dl4jlab.run.RunConfig.DataInfo;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.Browser;
import org.dl4jlab.testing.MadeUpRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page as people use it, in front of a server that says what the test wants. */
@Timeout(120)
class TryPageBrowserTest {

  private static final int SIDE = 32;

  @TempDir static Path temp;
  private static Browser browser;

  @BeforeAll
  static void open() {
    Browser.missing().ifPresent(reason -> assumeTrue(false, reason));
    browser = Browser.open(temp.resolve("profile"));
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void forget() {
    browser.forget();
    browser.resize(1200, false);
  }

  private static byte[] png(int rgb) throws IOException {
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < SIDE * SIDE; i++) {
      picture.setRGB(i % SIDE, i / SIDE, rgb + 4 * i % 64);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", bytes);
    return bytes.toByteArray();
  }

  private static FakeModels serve(String name, MadeUpRun made, Object predicted)
      throws IOException {
    RunFolder folder = made.write(temp.resolve(name));
    folder.writeJson(RunFolder.PREDICTED, predicted);
    return new FakeModels(
        TryPage.of(
            RunParts.read(folder.path()),
            new TryPage.Model(name, "models/%s/".formatted(name), "")));
  }

  private static FakeModels images(String name) throws IOException {
    List<PredictedSample> examples =
        List.of(
            new PredictedSample(
                "1", "cat", "cat", 0.9, Base64.getEncoder().encodeToString(png(0x8040)), null),
            new PredictedSample(
                "2", "cat", "dog", 0.8, Base64.getEncoder().encodeToString(png(0x402000)), null));
    FakeModels models = serve(name, MadeUpRun.of("cifar10", "CIFAR-10", 3), examples);
    models.answers = TryPageBrowserTest::aboutImages;
    return models;
  }

  private static Answer aboutImages(Question question) throws InterruptedException {
    if (question.path().endsWith("/predict")) {
      return prediction(0.62, true, "[]");
    }
    String values =
        IntStream.range(0, SIDE)
            .mapToObj(
                row ->
                    IntStream.range(0, SIDE)
                        .mapToObj(
                            column -> row > 24 && column < 8 ? "0.3" : column > 24 ? "-0.1" : "0")
                        .collect(Collectors.joining(",", "[", "]")))
            .collect(Collectors.joining(",", "[", "]"));
    return new Answer(
        200,
        "{\"seen\":\"data:image/png;base64,%s\",\"decided\":{\"width\":32,\"height\":32,\"values\":%s}}"
            .formatted(Base64.getEncoder().encodeToString(question.body()), values));
  }

  private static Answer prediction(double cat, boolean familiar, String words) {
    return named("cat", "dog", cat, familiar, words);
  }

  private static Answer named(
      String first, String second, double probability, boolean familiar, String words) {
    return new Answer(
        200,
        """
        {"model":{"name":"x","version":"1"},"predictions":[{"class":"%s","probability":%s},{"class":"%s","probability":%s}],"familiar":%s,"words":%s}
        """
            .formatted(first, probability, second, 1 - probability, familiar, words));
  }

  private static MadeUpRun reviews() {
    MadeUpRun base = MadeUpRun.of("imdb", "IMDB", 3);
    return new MadeUpRun(
        "imdb",
        RunFolder.tree(Map.of("network", "cnn")),
        new DataInfo(
            "imdb",
            "IMDB",
            "built-in",
            List.of(400, 50),
            List.of("negative", "positive"),
            100,
            4,
            "a1",
            "b2",
            null),
        base.epochs());
  }

  /** "good" speaks for, "bad" against. */
  private static Answer aboutTexts(Question question) {
    String text = question.text();
    String words =
        List.of("bad", "good").stream()
            .filter(text::contains)
            .map(
                word ->
                    "{\"word\":\"%s\",\"start\":%d,\"end\":%d,\"weight\":%s}"
                        .formatted(
                            word,
                            text.indexOf(word),
                            text.indexOf(word) + word.length(),
                            word.equals("good") ? 2 : -1))
            .collect(Collectors.joining(",", "[", "]"));
    return named("negative", "positive", text.contains("bad") ? 0.75 : 0.1, true, words);
  }

  private static void assertFineEverywhere(String name) throws IOException {
    for (int width : new int[] {360, 1200}) {
      for (boolean dark : new boolean[] {false, true}) {
        browser.resize(width, dark);
        browser.assertNoSidewaysScroll();
        browser.assertAccessible();
        picture("%s-%d-%s".formatted(name, width, dark ? "dark" : "light"));
      }
    }
  }

  /** For those who want to see. */
  private static void picture(String name) throws IOException {
    String folder = System.getenv("DL4JLAB_SCREENSHOTS");
    if (folder != null) {
      Files.write(Path.of(folder, name + ".png"), browser.picture());
    }
  }

  @Test
  void aPictureThatIsDroppedIsClassifiedAndItsPixelsAreMarked() throws Exception {
    try (FakeModels models = images("dropped")) {
      browser.get(models.address());
      browser.drop(png(0x20), "image/png");
      browser.await("part('map-text').textContent");
      browser.await("part('seen').naturalWidth === 32");
      assertEquals("cat, 62.0%", browser.text("#verdict"));
      assertEquals("cat\n62.0%", browser.text("#bars li"));
      assertEquals(2, browser.count("#bars li"));
      double wide = width("#bars li:first-child .bar span") / width("#bars li:first-child .bar");
      assertEquals(0.62, wide, 0.02);
      assertEquals("", browser.text("#unlike"));
      assertEquals("", browser.text("#map-text"), "the map is shown when asked for");
      browser.click("#show-map");
      assertEquals(
          "The answer rests most on the lower left. Blue speaks for it, orange against it.",
          browser.text("#map-text"));
      browser.assertNothingToComplain();
      assertEquals("blue", colour(2, 30));
      assertEquals("nothing", colour(16, 16));
      assertEquals("orange", colour(30, 2));
      assertEquals(
          List.of(
              models.address(),
              models.address() + "models/dropped/predict",
              models.address() + "models/dropped/explain"),
          browser.requests());
      Question question = models.questions().get(0);
      assertEquals("image/png", question.type());
      assertArrayEquals(png(0x20), question.body());
      assertFineEverywhere("image");
    }
  }

  private static double width(String selector) {
    Object width =
        browser.run(
            "return document.querySelector('%s').getBoundingClientRect().width"
                .formatted(selector));
    return ((Number) width).doubleValue();
  }

  /** Of a pixel of the map; canvases round colours that are not opaque. */
  private static Object colour(int x, int y) {
    return browser.run(
        """
        const [red, , blue, alpha] = part("map").getContext("2d").getImageData(%d, %d, 1, 1).data;
        return alpha < 10 ? "nothing" : blue > red ? "blue" : "orange";
        """
            .formatted(x, y));
  }

  @Test
  void picturesAreChosenPastedAndTakenFromTheExamples() throws Exception {
    Path file = Files.write(temp.resolve("mine.png"), png(0x77));
    try (FakeModels models = images("chosen")) {
      browser.get(models.address());
      browser.type("body", Keys.TAB);
      assertEquals("choose", browser.run("return document.activeElement.id"));
      assertEquals(
          "solid",
          browser.run("return getComputedStyle(document.querySelector('.button')).outlineStyle"));
      browser.type("#choose", file.toString());
      browser.await("part('verdict').textContent");
      assertArrayEquals(png(0x77), models.questions().get(0).body());

      browser.paste(png(0x99), "image/png");
      browser.await("!part('answer').hasAttribute('aria-busy')");
      assertArrayEquals(png(0x99), models.questions().get(2).body());

      browser.run("document.querySelectorAll('.examples button')[1].focus()");
      browser.type(".examples li:nth-child(2) button", Keys.ENTER);
      browser.await("part('given').src !== '' && !part('answer').hasAttribute('aria-busy')");
      assertArrayEquals(png(0x402000), models.questions().get(4).body());
      assertEquals("dog", browser.text(".examples li:nth-child(2)"));
    }
  }

  @Test
  void whatIsUnlikeTheTrainingIsSaidToBe() throws Exception {
    try (FakeModels models = images("unlike")) {
      models.answers =
          question ->
              question.path().endsWith("predict")
                  ? prediction(0.55, false, "[]")
                  : aboutImages(question);
      browser.get(models.address());
      browser.click(".examples button");
      browser.await("part('unlike').textContent");
      assertTrue(browser.text(".verdict [role=status]").contains("Do not rely on it"));
    }
  }

  @Test
  void errorsAreSaidInPlainWords() throws Exception {
    try (FakeModels models = images("amiss")) {
      browser.get(models.address());
      browser.drop(png(1), "text/plain");
      browser.await("part('problem').textContent");
      assertEquals("That is not a picture.", browser.text("[role=alert]"));
      assertEquals(List.of(), models.questions());

      models.answers = question -> new Answer(400, "{\"error\":\"The picture is <cut> short\"}");
      browser.drop(png(1), "image/png");
      browser.await("part('problem').textContent.includes('short')");
      assertEquals("The picture is <cut> short", browser.text("[role=alert]"));
      assertEquals("", browser.text("#answer"));

      models.answers = question -> new Answer(503, "busy");
      browser.drop(png(1), "image/png");
      browser.await("part('problem').textContent.includes('busy')");
      assertFineEverywhere("error");

      models.answers = TryPageBrowserTest::aboutImages;
      browser.drop(png(1), "image/png");
      browser.await("part('verdict').textContent");
      assertEquals("", browser.text("[role=alert]"));
    }
    browser.drop(png(1), "image/png");
    browser.await("part('problem').textContent.includes('does not answer')");
  }

  @Test
  void wordsAreMarkedAsOneTypes() throws Exception {
    try (FakeModels models = serve("typed", reviews(), List.of())) {
      models.answers = TryPageBrowserTest::aboutTexts;
      browser.get(models.address());
      browser.type("#text", "A good film, not bad");
      browser.await("document.querySelectorAll('#marks mark').length === 2");
      assertEquals("good|for4,bad|against2", marks());
      assertEquals("negative, 75.0%", browser.text("#verdict"));
      assertEquals("negative 75.0%, positive 25.0%", attribute("#balance", "aria-label"));
      assertEquals(0.75, width("#balance span") / width("#balance"), 0.02);
      assertEquals("Decided by: good (positive), bad (negative)", browser.text("#decided"));
      assertTrue(onTopOfEachOther(), "a mark is where its word is");

      browser.type("#text", Keys.HOME, "Well. ");
      assertEquals("good|for4,bad|against2", marks(), "marks go with their words");
      browser.type("#text", Keys.END, Keys.BACK_SPACE);
      assertEquals("good|for4", marks());
      browser.await("part('verdict').textContent === 'positive, 90.0%'");
      Question last = models.questions().get(models.questions().size() - 1);
      assertEquals("Well. A good film, not ba", last.text());
      assertEquals("text/plain; charset=utf-8", last.type().toLowerCase(java.util.Locale.ROOT));
      assertTrue(models.questions().size() < 8, "a pause between keys is waited for");
      browser.assertNothingToComplain();
      assertFineEverywhere("text");

      browser.type("#text", Keys.chord(Keys.CONTROL, "a"), Keys.BACK_SPACE);
      browser.await("part('answer').hidden");
      browser.click(".examples li:nth-child(2) button");
      browser.await("!part('answer').hidden");
      assertEquals(
          "The plot was dull, the jokes were stale, and I left before the end.",
          browser.run("return part('text').value"));
    }
  }

  private static String marks() {
    return browser
        .run(
            "return [...document.querySelectorAll('#marks mark')].map(m => m.textContent + '|' + m.className).join()")
        .toString();
  }

  private static Object attribute(String selector, String name) {
    return browser.run(
        "return document.querySelector('%s').getAttribute('%s')".formatted(selector, name));
  }

  /** Both begin at the same place, break lines at the same width, and are as high. */
  private static boolean onTopOfEachOther() {
    return Boolean.TRUE.equals(
        browser.run(
            """
            const [a, b] = [part("marks"), part("text")];
            const [p, q] = [a, b].map((e) => e.getBoundingClientRect());
            const same = (name) => getComputedStyle(a)[name] === getComputedStyle(b)[name];
            return p.left === q.left && p.top === q.top && p.width === q.width && p.height === q.height
                && b.scrollHeight <= b.clientHeight + 1
                && ["font", "letterSpacing", "paddingLeft", "paddingTop", "lineHeight", "whiteSpace", "overflowWrap"].every(same);
            """));
  }

  /** What was typed later is what is shown, whenever the answers come. */
  @Test
  void anAnswerThatWasOvertakenIsNotShown() throws Exception {
    try (FakeModels models = serve("overtaken", reviews(), List.of())) {
      CountDownLatch later = new CountDownLatch(1);
      models.answers =
          question -> {
            if (question.text().equals("good")) {
              later.await();
            }
            return aboutTexts(question);
          };
      browser.get(models.address());
      browser.type("#text", "good");
      browser.await("part('answer').getAttribute('aria-busy')");
      browser.await("part('waiting').textContent === 'Waiting for the network…'");
      browser.type("#text", " bad");
      browser.await("part('verdict').textContent === 'negative, 75.0%'");
      later.countDown();
      Thread.sleep(300);
      assertEquals("negative, 75.0%", browser.text("#verdict"));
      assertEquals("good|for4,bad|against2", marks());
      assertEquals("", browser.text("#waiting"));
    }
  }

  /** With marks of all depths, on which words can be read. */
  @Test
  void theReportOfTextsIsAccessible() throws Exception {
    RunFolder run = reviews().write(temp.resolve("report"));
    run.writeJson(
        RunFolder.MISTAKES,
        List.of(
            PredictedSample.ofText(
                "1",
                "positive",
                "negative",
                0.9,
                IntStream.rangeClosed(-4, 4)
                    .mapToObj(weight -> new PredictedSample.Token("word", weight))
                    .toList())));
    try (FakeModels models =
        new FakeModels(new ServedPage(ReportPage.of(RunParts.read(run.path())), "img-src data:"))) {
      browser.get(models.address());
      assertEquals(4, browser.count(".text [class^=for]"));
      assertFineEverywhere("report");
    }
  }

  @Test
  void severalModelsAreListed() throws Exception {
    RunParts images =
        RunParts.read(MadeUpRun.of("cifar10", "CIFAR-10", 3).write(temp.resolve("a")).path());
    RunParts texts = RunParts.read(reviews().write(temp.resolve("b")).path());
    ServedPage page =
        ModelsPage.of(
            List.of(
                new ModelsPage.Entry("pets", "models/pets/", images),
                new ModelsPage.Entry("films", "models/films/", texts)));
    try (FakeModels models = new FakeModels(page)) {
      browser.get(models.address());
      assertEquals(2, browser.count(".models a"));
      assertTrue(browser.text(".models").contains("Right for 75.0% of 4 samples"));
      assertEquals(
          List.of("models/pets/", "models/films/"),
          Arrays.asList(
              browser
                  .run(
                      "return [...document.querySelectorAll('.models a')].map(a => a.getAttribute('href')).join()")
                  .toString()
                  .split(",")));
      assertFineEverywhere("models");
    }
  }
}
