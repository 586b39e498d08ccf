package org.dl4jlab.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.dl4jlab.run.RunConfig.DataInfo;
import org.dl4jlab.testing.MadeUpRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparePageTest {

  @TempDir Path temp;

  private Path run(String name, int epochs) throws IOException {
    return MadeUpRun.of("sample", "sample", epochs).write(temp.resolve(name)).path();
  }

  private static String compare(Path... runs) {
    return ComparePage.of(Arrays.stream(runs).map(RunParts::read).toList());
  }

  private static String checked(String html) {
    List<String> inputs =
        html.lines()
            .filter(line -> line.startsWith("<input") && line.contains(" checked"))
            .toList();
    assertEquals(1, inputs.size(), inputs.toString());
    return inputs.get(0);
  }

  @Test
  void differencesStandApartFromWhatIsTheSame() throws IOException {
    String html = compare(run("ten", 10), run("thousand", 1000));
    int differs = html.indexOf("<caption>What differs");
    int same = html.indexOf("<caption>The same in all runs");
    int epochs =
        html.indexOf(
            "<th scope=\"row\">epochs</th><td class=\"number\">10</td><td class=\"number\">1000");
    assertTrue(differs < epochs && epochs < same);
    assertTrue(html.indexOf("<th scope=\"row\">learning rate</th>") > same);
    assertTrue(html.contains("<strong>sample</strong>"));
    assertTrue(html.contains("<th scope=\"row\">training time</th>"));
  }

  @Test
  void veryDifferentCountsOfEpochsBeginLogarithmic() throws IOException {
    Path two = run("two", 2);
    assertTrue(checked(compare(two, run("seven", 7))).contains("\"linear\""));
    assertTrue(checked(compare(two, run("eight", 8))).contains("\"logarithmic\""));
  }

  @Test
  void otherDataIsSaid() throws IOException {
    Path sample = run("a", 2);
    assertFalse(compare(sample, run("b", 2)).contains("not evaluated on the same"));
    Path begun = temp.resolve("begun");
    org.dl4jlab.run.RunFolder.create(begun).write(org.dl4jlab.train.History.empty());
    String html = compare(sample, begun);
    assertTrue(html.contains("not evaluated on the same samples"));
    assertTrue(html.contains("begun: The run " + begun + " has no metrics.json"), html);
  }

  /** Classes and checksums of eight runs are no reason to scroll past several screens. */
  @Test
  void longValuesAreShortenedAndWrapped() throws IOException {
    Path first = run("a", 2);
    Path second = temp.resolve("a-name-as-long-as-that-of-a-run");
    DataInfo data = MadeUpRun.data("folder", "pets", "/home/someone/" + "pictures/".repeat(40));
    MadeUpRun made = MadeUpRun.of("folder", "pets", 2);
    DataInfo summed =
        new DataInfo(
            data.kind(),
            data.title(),
            data.source(),
            data.inputShape(),
            data.classNames(),
            data.trainSamples(),
            data.testSamples(),
            "0123456789abcdef".repeat(4),
            data.testSha256(),
            null);
    new MadeUpRun(made.experiment(), made.options(), summed, 2).write(second);
    String html = compare(first, second);
    assertTrue(html.contains("<td class=\"number\">0123456789ab…</td>"), html);
    assertTrue(html.contains("<td class=\"number wraps\">/home/someone/pictures/pictures"), html);
    assertFalse(html.contains("pictures/".repeat(10)), html);
    assertTrue(html.contains("<th scope=\"col\" class=\"number wraps\">a-name-as-long"), html);
  }

  @Test
  void runsOfTheSameNameAreToldApartByTheirPlaces() throws IOException {
    Path first = run("x/run", 2);
    Path second = run("y/run", 2);
    String html = compare(first, second);
    assertTrue(html.contains("</svg>" + first) && html.contains("</svg>" + second));
  }
}
