package org.dl4jlab.imdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.dl4jlab.experiment.TrainedRun;
import org.dl4jlab.imdb.explain.Explainer;
import org.dl4jlab.imdb.explain.Explanation;
import org.dl4jlab.imdb.text.CleanText;
import org.dl4jlab.testing.Browser;
import org.dl4jlab.testing.Cli;
import org.dl4jlab.testing.ServingCli;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** A run that was trained here, on its page. */
@Timeout(180)
class ServedPageTest {

  private static final String REVIEW =
      "The \u201Cacting\u201D was superb \uD83D\uDE00 &amp; the plot was not dull.";

  @TempDir static Path temp;
  private static TrainedRun<SentimentExperiment> run;
  private static ServingCli server;

  @BeforeAll
  static void serve() throws Exception {
    Path folder = temp.resolve("run");
    Cli cli = ImdbCli.withoutServer(temp.resolve("cache"));
    cli.run(
            "train",
            "--data",
            "sample",
            "--limit-train",
            2000,
            "--limit-test",
            200,
            "--epochs",
            2,
            "--threads",
            1,
            "--run",
            folder)
        .assertDone();
    run = TrainedRun.open(folder, new SentimentAnalysis(), null);
    server = new ServingCli(cli, "--threads", 1, "--run", "films=" + folder);
  }

  @AfterAll
  static void close() {
    if (server != null) {
      server.close();
    }
  }

  private static JsonNode predict(String text) throws Exception {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return ServingCli.json(
        server.post("/predict", body, "Content-Type", "text/plain; charset=utf-8"));
  }

  @Test
  void theDecidingWordsAreThoseOfPredictAtTheirPlaces() throws Exception {
    Explainer explainer =
        SentimentAnalysis.explainer(run.options(), run.graph(), RunVectors.read(run));
    Explanation expected = explainer.explain(CleanText.of(REVIEW));
    JsonNode answer = predict(REVIEW);
    assertEquals(
        expected.probability(),
        answer.path("predictions").path(0).path("probability").asDouble(),
        1e-4);
    double threshold = run.familiarity().orElseThrow().threshold();
    assertEquals(expected.probability() >= threshold, answer.path("familiar").asBoolean());
    assertEquals(expected.decidingWords().size(), answer.path("words").size());
    assertTrue(answer.path("words").size() > 0);
    double last = Double.POSITIVE_INFINITY;
    for (JsonNode word : answer.path("words")) {
      assertEquals(
          word.path("word").asText(),
          REVIEW.substring(word.path("start").asInt(), word.path("end").asInt()));
      assertTrue(Math.abs(word.path("weight").asDouble()) <= last, "the strongest first");
      last = Math.abs(word.path("weight").asDouble());
    }
  }

  @Test
  void aPersonTypesAReview() throws Exception {
    Browser.missing().ifPresent(reason -> assumeTrue(false, reason));
    try (Browser browser = Browser.open(temp.resolve("profile"))) {
      browser.resize(360, true);
      browser.get(server.uri("/").toString());
      browser.type("#text", "The acting was superb");
      browser.await("document.querySelectorAll('#marks mark').length > 0");
      browser.await("part('balance').getAttribute('aria-label')?.includes('positive')");
      String shares = browser.text("#sides");
      assertTrue(shares.matches("(?s)negative \\d+\\.\\d%\\s+positive \\d+\\.\\d%"), shares);
      assertTrue(browser.text("#decided").startsWith("Decided by: "));
      assertTrue(browser.text("body").contains("sample – measured on the built-in sample"));
      browser.assertNoSidewaysScroll();
      browser.assertAccessible();
      browser.type("#text", Keys.chord(Keys.CONTROL, "a"), "zzzz");
      browser.await("part('problem').textContent");
      assertEquals(
          "The text has no word with a vector, so nothing can be said of it",
          browser.text("[role=alert]"));
      browser.type("#text", Keys.chord(Keys.CONTROL, "a"), "The plot was dull");
      browser.await("!part('answer').hidden && !part('problem').textContent");
    }
  }
}
