package org.dl4jlab.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dl4jlab.page.FakeModels.Answer;
import org.dl4jlab.page.FakeModels.Question;
import org.dl4jlab.report.PredictedSample;
import org.dl4jlab.run.RunConfig.DataInfo;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.MadeUpRun;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Texts on the page to try a model, and the pages beside it. */
class TryTextsBrowserTest extends TryPageBrowser {

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

  @Test
  void wordsAreMarkedAsOneTypes() throws Exception {
    try (FakeModels models = serve("typed", reviews(), List.of())) {
      models.answers = TryTextsBrowserTest::aboutTexts;
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
      assertEquals("text/plain; charset=utf-8", last.type().toLowerCase(Locale.ROOT));
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
