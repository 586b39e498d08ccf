package org.dl4jlab.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.dl4jlab.report.PredictedSample;
import org.dl4jlab.report.PredictedSample.Token;
import org.dl4jlab.run.RunConfig.DataInfo;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.MadeUpRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TryPageTest {

  private static final List<Integer> IMAGE = List.of(24, 32, 3);
  private static final List<Integer> TEXT = List.of(400, 50);

  @TempDir Path temp;

  private RunFolder run(String kind, List<Integer> shape, List<String> classNames)
      throws IOException {
    MadeUpRun base = MadeUpRun.of(kind, kind, 3);
    DataInfo data =
        new DataInfo(kind, kind, "built-in", shape, classNames, 100, 4, "a1", "b2", null);
    return new MadeUpRun("cifar", base.options(), data, 3).write(temp.resolve("run"));
  }

  private static ServedPage page(RunFolder run) {
    return TryPage.of(RunParts.read(run.path()), new TryPage.Model("pets", "models/pets/", "../"));
  }

  private static void assertHas(String html, String... pieces) {
    for (String piece : pieces) {
      assertTrue(html.contains(piece), piece + " is not in the page");
    }
  }

  @Test
  void tellsWhatTheNetworkKnowsHowGoodItIsAndWhereItFails() throws IOException {
    assertHas(
        page(run("CIFAR-10", IMAGE, List.of("cat", "dog"))).html(),
        "<h1>dense on CIFAR-10</h1>",
        "This network knows 2 classes only: cat, dog. Whatever the picture is, it answers with one of them",
        "What the network sees: 32 × 24 pixels",
        "It was trained on 100 pictures of CIFAR-10 for 3 epochs. Right for 75.0% of 4 samples",
        "95% had a probability of 60.0% or more",
        "<th scope=\"row\">cat</th><td>dog</td><td class=\"number\">50.0%</td>",
        "<a href=\"models/pets/report\">",
        "<a href=\"../\">All models</a>",
        "<main data-base=\"models/pets/\"",
        "<img src=\"data:image/png;base64,aGVsbG8&#x3D;\" alt=\"\" width=\"64\" height=\"64\">cat</button>",
        "<noscript>");
  }

  @Test
  void theSampleIsCalledSo() throws IOException {
    assertHas(
        page(run("sample", IMAGE, List.of("cat", "dog"))).html(),
        "<strong>sample</strong>",
        "It was trained on 100 pictures of the built-in sample");
  }

  @Test
  void ofAHundredClassesTwentyAreNamed() throws IOException {
    List<String> names = IntStream.range(0, 100).mapToObj(i -> "class " + i).toList();
    assertHas(
        page(run("CIFAR-100", IMAGE, names)).html(),
        "This network knows 100 classes only: class 0, class 1,",
        "class 19 and 80 more.");
  }

  @Test
  void aRunThatWasNotTestedSaysSo() throws IOException {
    RunFolder run = run("CIFAR-10", IMAGE, List.of("cat", "dog"));
    Files.delete(run.file(RunFolder.METRICS));
    Files.delete(run.file(RunFolder.PREDICTED));
    assertHas(
        page(run).html(),
        "It has not been tested.",
        "cannot be told here: the run’s folder does not say",
        "That is not known");
  }

  @Test
  void filmsComeWithOurOwnExamplesOtherTextsWithTheRuns() throws IOException {
    String films = page(run("IMDB", TEXT, List.of("negative", "positive"))).html();
    assertHas(
        films,
        "Write a review of a film",
        "<li><button type=\"button\">The plot was dull,",
        "data-against=\"negative\" data-for=\"positive\"",
        "This network knows 2 classes only: negative, positive. Whatever the text is");
    assertFalse(films.contains("id=\"map\""));

    Files.delete(temp.resolve("run").resolve(RunFolder.CONFIG));
    RunFolder run = otherTexts();
    run.writeJson(
        RunFolder.PREDICTED,
        List.of(
            PredictedSample.ofText(
                "1", "sport", "sport", 0.9, List.of(new Token("A ", 0), new Token("goal!", 1))),
            PredictedSample.ofText(
                "2", "sport", "sport", 0.9, List.of(new Token("long ".repeat(100), 0)))));
    String news = page(run).html();
    assertHas(
        news, "Write a text", "<button type=\"button\">A goal!</button>", "for other classes");
    assertFalse(news.contains("data-for"));
    assertFalse(news.contains("long long"));
  }

  private RunFolder otherTexts() throws IOException {
    DataInfo data =
        new DataInfo(
            "news",
            "news",
            "news.csv",
            TEXT,
            List.of("sport", "art", "money"),
            100,
            4,
            "a1",
            "b2",
            null);
    return new MadeUpRun("imdb", MadeUpRun.of("news", "news", 3).options(), data, 3)
        .write(temp.resolve("news"));
  }

  @Test
  void onlyThePagesOwnScriptAndStyleRun() throws IOException {
    ServedPage page = page(run("CIFAR-10", IMAGE, List.of("<script>alert(1)</script>", "\"on\"")));
    String html = page.html();
    assertEquals(1, html.split("<script>", -1).length - 1);
    assertEquals(1, html.split("<style>", -1).length - 1);
    for (String tag : List.of("script", "style")) {
      String inside =
          html.substring(
              html.indexOf("<%s>".formatted(tag)) + tag.length() + 2,
              html.indexOf("</%s>".formatted(tag)));
      String hash =
          Base64.getEncoder()
              .encodeToString(DigestUtils.sha256(inside.getBytes(StandardCharsets.UTF_8)));
      assertHas(page.policy(), "%s-src 'sha256-%s'".formatted(tag, hash));
    }
    assertHas(page.policy(), "default-src 'none'", "connect-src 'self'", "frame-ancestors 'none'");
    assertFalse(page.policy().contains("unsafe"));
    assertFalse(html.matches("(?s).*(https?:|//)\\w.*"), "an address of elsewhere");
    assertFalse(html.matches("(?s).*<[^>]* (style|on\\w+)=.*"), "a style or handler in a tag");
  }
}
