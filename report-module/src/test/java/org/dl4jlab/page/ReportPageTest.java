package org.dl4jlab.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dl4jlab.UserException;
import org.dl4jlab.inspect.Inspection;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.MadeUpRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportPageTest {

  @TempDir Path temp;

  private Path run() {
    return temp.resolve("run");
  }

  private String report() {
    return ReportPage.of(RunParts.read(run()));
  }

  private static void assertHas(String html, String... pieces) {
    for (String piece : pieces) {
      assertTrue(html.contains(piece), piece + " is not in the page");
    }
  }

  @Test
  void tellsWhatWasRunAndWhatCameOut() throws IOException {
    ReportPage.write(MadeUpRun.of("cifar10", "CIFAR-10", 3).write(run()));
    String html = Files.readString(run().resolve(RunFolder.REPORT));
    assertHas(
        html,
        "<h1>dense on CIFAR-10</h1>",
        "3 epochs, finished: trained on 100 samples by the onednn engine on A processor",
        "<dd>75.0%<small>4 samples</small></dd>",
        "<dt>parameters</dt><dd>10</dd>",
        "<dd>50\u00A0s<small>6 samples per second</small></dd>",
        "<th scope=\"row\">learning rate</th><td>0.0005</td>",
        "<th scope=\"row\">threads</th><td>all cores</td>",
        "<th scope=\"row\">2 (best)</th>",
        "<th scope=\"row\">dense (Dense)</th><td>(None, 2)</td>",
        "title=\"cat, predicted dog: 1 of 2\">1</td>",
        "style=\"--share:71%\"",
        "SHA-256 of the training samples",
        "alt=\"test image 3, predicted cat (75.0%), actually cat\"");
    assertFalse(html.contains("class=\"note"), "nothing is amiss, and this is no sample");
  }

  @Test
  void figuresOfTheSampleAreCalledSo() throws IOException {
    MadeUpRun.of("sample", "sample", 1).write(run());
    assertHas(report(), "<h1>dense on sample</h1>", "<strong>sample</strong> – measured on");
  }

  @Test
  void whatHasNoLimitSaysSo() throws IOException {
    MadeUpRun made = MadeUpRun.of("imdb", "IMDB", 1);
    ObjectNode options = made.options().deepCopy();
    options.put("vectors_limit", Integer.MAX_VALUE).put("limit_test", Integer.MAX_VALUE);
    new MadeUpRun(made.experiment(), options, made.data(), made.epochs()).write(run());
    assertHas(
        report(),
        "<th scope=\"row\">vectors limit</th><td>none</td>",
        "<th scope=\"row\">limit test</th><td>none</td>");
  }

  @Test
  void whatAnInspectionHasDrawnIsShown() throws IOException {
    RunFolder folder = MadeUpRun.of("cifar10", "CIFAR-10", 1).write(run());
    assertFalse(report().contains("What the network has learnt"), "nothing has been drawn");
    Files.createDirectory(run().resolve("inspect"));
    Files.writeString(run().resolve("inspect/filters.png"), "hello");
    Inspection.write(folder, List.of(new Inspection.Drawing("filters.png", "The <10> filters")));
    assertHas(
        report(),
        ">What the network has learnt</h2>",
        "<figcaption>The &lt;10&gt; filters</figcaption>",
        "<img src=\"data:image/png;base64,aGVsbG8&#x3D;\" alt=\"The &lt;10&gt; filters\">");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gone.png", "../config.json", "/etc/hostname", "."})
  void anInspectionsPictureLiesBesideItsList(String name) throws IOException {
    RunFolder folder = MadeUpRun.of("cifar10", "CIFAR-10", 1).write(run());
    Files.createDirectory(run().resolve("inspect"));
    Inspection.write(folder, List.of(new Inspection.Drawing(name, "filters")));
    List<String> notices = RunParts.read(run()).notices();
    assertEquals(1, notices.size(), notices.toString());
    assertTrue(notices.get(0).startsWith("There is no picture "), notices.toString());
    assertHas(report(), "There is no picture");
  }

  @Test
  void aDamagedListOfAnInspectionIsALine() throws IOException {
    RunFolder folder = MadeUpRun.of("cifar10", "CIFAR-10", 1).write(run());
    Files.createDirectory(run().resolve("inspect"));
    folder.write("inspect/inspect.json", "[{\"file\" : \"filters.png\"}, null]");
    assertTrue(RunParts.read(run()).notices().get(0).contains("inspect.json is damaged"));
  }

  @Test
  void wordsAreMarkedByWhatTheySpeakFor() throws IOException {
    MadeUpRun.of("imdb", "IMDB", 1).write(run());
    assertHas(
        report(),
        "<p class=\"text\"><span class=\"against2\">not</span> a"
            + " <span class=\"for4\">&lt;b&gt;gem&lt;/b&gt;</span>",
        "for dog</span>",
        "for cat</span>");
  }

  @Test
  void namesCannotBreakOutOfThePage() throws IOException {
    MadeUpRun.of("folder", "<script>alert(\"1\")</script>", 1).write(run());
    String html = report();
    assertFalse(html.contains("<script"), "a script got into the page");
    assertHas(html, "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;");
  }

  @Test
  void needsNothingElse() throws IOException {
    MadeUpRun.of("cifar10", "CIFAR-10", 3).write(run());
    Matcher reference =
        Pattern.compile("(?:src=|href=|url\\(|@import)\\s*\"?([^\")\\s>]*)").matcher(report());
    while (reference.find()) {
      assertTrue(reference.group(1).startsWith("data:"), reference.group());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"config.json", "history.csv", "metrics.json", "mistakes.json"})
  void missingFileIsALineInTheReportOfWhatIsThere(String name) throws IOException {
    MadeUpRun.of("sample", "sample", 3).write(run());
    Files.delete(run().resolve(name));
    RunParts parts = RunParts.read(run());
    assertEquals(List.of("The run %s has no %s".formatted(run(), name)), parts.notices());
    assertHas(
        ReportPage.of(parts),
        "<p class=\"note amiss\">The run",
        "<strong>sample</strong>",
        "test image 3");
  }

  @Test
  void damagedFileIsALineInTheReportOfWhatIsThere() throws IOException {
    RunFolder folder = MadeUpRun.of("sample", "sample", 3).write(run());
    String metrics = Files.readString(folder.file(RunFolder.METRICS));
    folder.write(RunFolder.METRICS, metrics.substring(0, metrics.length() / 2));
    folder.write(RunFolder.PREDICTED, "[null, {}]");
    folder.write(RunFolder.SUMMARY_JSON, "{\"rows\" : [{\"name\" : \"dense\"}]}");
    RunParts parts = RunParts.read(run());
    assertEquals(3, parts.notices().size(), parts.notices().toString());
    assertTrue(parts.notices().get(0).contains("metrics.json is damaged"));
    assertTrue(parts.notices().get(1).contains("summary.json is damaged"));
    assertTrue(parts.notices().get(2).contains("predictions.json is damaged"));
    assertHas(
        ReportPage.of(parts), "2 (best)", "review 7", "<pre", "dense (Dense)       (None, 2)");
  }

  @Test
  void olderRunShowsTheTextOfItsSummary() throws IOException {
    RunFolder folder = MadeUpRun.of("sample", "sample", 3).write(run());
    Files.delete(folder.file(RunFolder.SUMMARY_JSON));
    folder.write(RunFolder.SUMMARY, "Layer  <type>\nTotal params: 10");
    assertEquals(List.of(), RunParts.read(run()).notices());
    assertHas(report(), "<pre", "Layer  &lt;type&gt;\nTotal params: 10</pre>");
    assertFalse(report().contains("<dt>parameters</dt>"), "no text is parsed");
  }

  @Test
  void summaryThatIsMissingIsNamed() throws IOException {
    RunFolder folder = MadeUpRun.of("sample", "sample", 3).write(run());
    Files.delete(folder.file(RunFolder.SUMMARY));
    assertEquals(List.of(), RunParts.read(run()).notices());
    Files.delete(folder.file(RunFolder.SUMMARY_JSON));
    assertEquals(
        List.of("The run %s has no summary.json".formatted(run())), RunParts.read(run()).notices());
  }

  @Test
  void runThatHasOnlyBegunIsNotMissingItsTest() throws IOException {
    RunFolder folder = RunFolder.create(run());
    folder.write(MadeUpRun.of("sample", "sample", 10).config());
    RunParts parts = RunParts.read(run());
    assertEquals(3, parts.notices().size(), "metrics, history, summary");
    assertHas(ReportPage.of(parts), "0 of 10 epochs", "No epoch has finished");
  }

  @Test
  void newerVersionsAreKnownByTheirNumbers() {
    assertTrue(RunParts.isNewer("0.10.0", "0.9.1"));
    assertTrue(RunParts.isNewer("1.0.0", "1.0.0-SNAPSHOT"));
    assertFalse(RunParts.isNewer("0.1.0", "0.1.0"));
    assertFalse(RunParts.isNewer("development", "0.1.0"));
    assertFalse(RunParts.isNewer("0.1.0", null));
  }

  @Test
  void folderOfSomethingElseIsRefused() throws IOException {
    Files.createDirectories(run());
    String message = assertThrows(UserException.class, () -> RunParts.read(run())).getMessage();
    assertTrue(message.startsWith(run() + " is not a run folder"), message);
  }
}
