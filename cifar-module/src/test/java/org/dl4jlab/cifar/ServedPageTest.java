package org.dl4jlab.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.dl4jlab.cifar.data.SampleImages;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.experiment.TrainedRun;
import org.dl4jlab.inspect.OcclusionMap;
import org.dl4jlab.report.PredictedImage;
import org.dl4jlab.testing.Browser;
import org.dl4jlab.testing.Cli;
import org.dl4jlab.testing.ServingCli;
import org.dl4jlab.train.Evaluator;
import org.dl4jlab.train.Predictions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that was trained here, on its page. */
@Timeout(180)
class ServedPageTest {

  private static final ImageDataset IMAGES = SampleImages.draw().test();

  @TempDir static Path temp;
  private static TrainedRun<ImageExperiment> run;
  private static ServingCli server;

  @BeforeAll
  static void serve() throws Exception {
    Path folder = temp.resolve("run");
    Cli cli = CifarCli.withoutServer(temp.resolve("cache"));
    cli.run(
            "train",
            "--network",
            "cnn",
            "--data",
            "sample",
            "--limit-train",
            640,
            "--limit-test",
            200,
            "--epochs",
            2,
            "--threads",
            1,
            "--run",
            folder)
        .assertDone();
    run = TrainedRun.open(folder, new ImageClassification(), null);
    server = new ServingCli(cli, "--threads", 1, "--run", "shapes=" + folder);
  }

  @AfterAll
  static void close() {
    if (server != null) {
      server.close();
    }
  }

  private static String address(String path) {
    return server.uri(path).toString();
  }

  private static JsonNode post(String path, byte[] png) throws Exception {
    return ServingCli.json(server.post(path, png, "Content-Type", "image/png"));
  }

  private static String html(String path) throws Exception {
    HttpResponse<byte[]> page = server.get(path);
    assertEquals(200, page.statusCode());
    return new String(page.body(), StandardCharsets.UTF_8);
  }

  private static byte[] png(int image) {
    return Base64.getDecoder().decode(PredictedImage.png(IMAGES, image));
  }

  @Test
  void theAnswerIsThatOfPredictAndSaysWhetherItIsSure() throws Exception {
    try (Engine engine = Engines.forInference(run.graph().clone())) {
      Predictions expected = Evaluator.evaluate(engine, IMAGES.first(40));
      double threshold = run.familiarity().orElseThrow().threshold();
      for (int image = 0; image < 40; image++) {
        JsonNode answer = post("/predict", png(image));
        JsonNode likeliest = answer.path("predictions").path(0);
        assertEquals(
            IMAGES.classNames().get(expected.predicted(image)), likeliest.path("class").asText());
        assertEquals(expected.probability(image), likeliest.path("probability").asDouble(), 1e-4);
        assertEquals(
            likeliest.path("probability").asDouble() >= threshold,
            answer.path("familiar").asBoolean());
      }
    }
  }

  @Test
  void theExplanationShowsWhatIsSeenAndWhatDecided() throws Exception {
    JsonNode answer = post("/models/shapes/explain", png(3));
    String seen = answer.path("seen").asText();
    assertEquals("data:image/png;base64," + PredictedImage.png(IMAGES, 3), seen);
    JsonNode decided = answer.path("decided");
    assertEquals(32, decided.path("width").asInt());
    assertEquals(32, decided.path("height").asInt());
    assertEquals(32 * 32, decided.path("values").size());
    try (Engine engine = Engines.forInference(run.graph().clone())) {
      float[][] expected =
          OcclusionMap.of(
                  images -> engine.output(images).toFloatMatrix(),
                  IMAGES.batch(new int[] {3}, 0, 1))
              .values();
      double most = 0;
      for (int i = 0; i < 32 * 32; i++) {
        double value = decided.path("values").path(i).asDouble();
        assertEquals(expected[i / 32][i % 32], value, 1e-4);
        most = Math.max(most, Math.abs(value));
      }
      assertTrue(most > 0.01, "nothing decided");
    }
  }

  @Test
  void thePageAndTheReportAreThere() throws Exception {
    assertTrue(html("/").contains("This network knows 10 classes only"));
    HttpResponse<byte[]> page = server.get("/models/shapes/");
    assertEquals(200, page.statusCode());
    assertTrue(page.headers().firstValue("Content-Security-Policy").orElse("").contains("sha256-"));
    assertTrue(html("/models/shapes/report").contains("Confusion matrix"));
    assertEquals(404, server.get("/models/shapes/elsewhere").statusCode());
  }

  @Test
  void aPersonDropsAPicture() throws Exception {
    Browser.missing().ifPresent(reason -> assumeTrue(false, reason));
    JsonNode likeliest = post("/predict", png(5)).path("predictions").path(0);
    try (Browser browser = Browser.open(temp.resolve("profile"))) {
      browser.resize(1200, false);
      browser.get(address("/"));
      browser.drop(png(5), "image/png");
      browser.await("part('seen').naturalWidth === 32");
      assertEquals(10, browser.count("#bars li"));
      assertTrue(browser.text("#verdict").startsWith(likeliest.path("class").asText() + ", "));
      browser.click("#show-map");
      assertTrue(browser.text("#map-text").contains("."));
      assertEquals(
          List.of(
              address("/"), address("/models/shapes/predict"), address("/models/shapes/explain")),
          browser.requests());
      browser.click(".examples li:nth-child(10) button");
      browser.await("!part('answer').hasAttribute('aria-busy')");
      browser.drop("no picture".getBytes(StandardCharsets.UTF_8), "image/png");
      browser.await("part('problem').textContent");
      assertEquals("The image is not a picture that Java can read", browser.text("#problem"));
      browser.assertAccessible();
      browser.click("section a");
      browser.await("document.title && location.pathname === '/models/shapes/report'");
      assertEquals("cnn on sample", browser.text("h1"));
    }
  }
}
