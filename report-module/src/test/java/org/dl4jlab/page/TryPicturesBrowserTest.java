package org.dl4jlab.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.dl4jlab.page.FakeModels.Answer;
import org.dl4jlab.page.FakeModels.Question;
import org.dl4jlab.report.PredictedSample;
import org.dl4jlab.testing.MadeUpRun;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Pictures on the page to try a model. */
class TryPicturesBrowserTest extends TryPageBrowser {

  private static final int SIDE = 32;

  private static byte[] png(int rgb) throws IOException {
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < SIDE * SIDE; i++) {
      picture.setRGB(i % SIDE, i / SIDE, rgb + 4 * i % 64);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", bytes);
    return bytes.toByteArray();
  }

  private static FakeModels images(String name) throws IOException {
    List<PredictedSample> examples =
        List.of(
            new PredictedSample(
                "1", "cat", "cat", 0.9, Base64.getEncoder().encodeToString(png(0x8040)), null),
            new PredictedSample(
                "2", "cat", "dog", 0.8, Base64.getEncoder().encodeToString(png(0x402000)), null));
    FakeModels models = serve(name, MadeUpRun.of("cifar10", "CIFAR-10", 3), examples);
    models.answers = TryPicturesBrowserTest::aboutImages;
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

      models.answers = TryPicturesBrowserTest::aboutImages;
      browser.drop(png(1), "image/png");
      browser.await("part('verdict').textContent");
      assertEquals("", browser.text("[role=alert]"));
    }
    browser.drop(png(1), "image/png");
    browser.await("part('problem').textContent.includes('does not answer')");
  }
}
