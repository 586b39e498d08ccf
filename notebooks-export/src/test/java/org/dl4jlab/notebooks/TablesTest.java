package org.dl4jlab.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.dl4jlab.run.Metrics.ClassScore;
import org.dl4jlab.testing.MadeUpRun;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.History;
import org.dl4jlab.train.RunningMetrics;
import org.junit.jupiter.api.Test;

class TablesTest {

  @Test
  void bestEpochIsBold() {
    assertEquals(
        """
        <table>
        <thead><tr><th>epoch</th><th>loss</th><th>accuracy</th><th>val_loss</th><th>val_accuracy</th></tr></thead>
        <tbody>
        <tr><td>1</td><td>1.0000</td><td>0.5000</td><td>1.5000</td><td>0.2500</td></tr>
        <tr><td><b>2</b></td><td><b>0.5000</b></td><td><b>0.5000</b></td><td><b>0.7500</b></td><td><b>0.7500</b></td></tr>
        </tbody>
        </table>""",
        Tables.history(MadeUpRun.history(2)));
  }

  @Test
  void namesOfClassesAreText() {
    String table = Tables.classes(List.of(new ClassScore("<i>&", 0.25, 1, 0.4, 3)));
    assertTrue(
        table.contains(
            "<tr><td>&lt;i>&amp;</td><td>0.2500</td><td>1.0000</td><td>0.4000</td><td>3</td></tr>"),
        table);
  }

  @Test
  void longTrainingKeepsBestAndLast() {
    History history =
        new History(
            IntStream.rangeClosed(1, 999)
                .mapToObj(e -> new EpochResult(e, 1, 0.5, 1, e == 3 ? 0.9 : 0.5))
                .toList(),
            RunningMetrics.NONE);
    List<String> epochs =
        Pattern.compile("<tr><td>(?:<b>)?(\\d+)")
            .matcher(Tables.history(history))
            .results()
            .map(row -> row.group(1))
            .toList();
    assertEquals(List.of("3", "40", "80"), epochs.subList(0, 3));
    assertEquals("999", epochs.get(epochs.size() - 1));
    assertTrue(epochs.size() <= 27, epochs.toString());
  }
}
