package org.dl4jlab.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dl4jlab.UserException;
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
        "3 epochs, finished, on 100 training samples, by the engine onednn on A processor",
        "<dd>75.0\u00A0%<small>4 samples</small></dd>",
        "<dt>parameters</dt><dd>10</dd>",
        "<dd>50\u00A0s<small>6 samples a second</small></dd>",
        "<th scope=\"row\">learning rate</th><td>0.0005</td>",
        "<th scope=\"row\">threads</th><td>all cores</td>",
        "<th scope=\"row\">2 (best)</th>",
        "<th scope=\"row\">dense (Dense)</th><td>(None, 2)</td>",
        "title=\"cat, predicted dog: 1 of 2\">1</td>",
        "style=\"--share:71%\"",
        "SHA-256 of the training samples",
        "alt=\"test image 3, predicted cat (75.0\u00A0%), actually cat\"");
    assertFalse(html.contains("class=\"note"), "nothing is amiss, and this is no sample");
  }

  @Test
  void figuresOfTheSampleAreCalledSo() throws IOException {
    MadeUpRun.of("sample", "sample", 1).write(run());
    assertHas(report(), "<h1>dense on sample</h1>", "<strong>sample</strong> – measured on");
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
