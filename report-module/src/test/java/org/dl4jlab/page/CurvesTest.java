package org.dl4jlab.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.dl4jlab.page.LineChart.Curve;
import org.dl4jlab.page.LineChart.Point;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.History;
import org.dl4jlab.train.RunningMetrics;
import org.junit.jupiter.api.Test;

/** From a history to the lines of a chart. */
class CurvesTest {

  /** Epochs whose validation is best in the given one. */
  private static History history(int epochs, int best) {
    return new History(
        IntStream.rangeClosed(1, epochs)
            .mapToObj(e -> new EpochResult(e, 1.0 / e, 0.5, 2, e == best ? 0.9 : 0.1))
            .toList(),
        RunningMetrics.NONE);
  }

  private static List<Integer> shown(Epochs epochs) {
    return epochs.shown().stream().map(EpochResult::epoch).toList();
  }

  @Test
  void ofVeryManyEpochsSomeAreShownAndAlwaysFirstBestAndLast() {
    Epochs epochs = Epochs.of(history(10, 6), 4);
    assertEquals(3, epochs.step());
    assertEquals(List.of(1, 4, 6, 7, 10), shown(epochs));
    assertEquals(List.of(1, 2, 3), shown(Epochs.of(history(3, 1), 4)));
    assertTrue(Epochs.of(History.empty(), 4).isEmpty());
  }

  @Test
  void bestEpochIsNamedInTheTable() {
    Table table = Epochs.of(history(2, 2), 10).table("run");
    assertEquals("2 (best)", table.rows().get(1).name());
    assertEquals("0.5000", table.rows().get(1).cells().get(0).text());
    assertEquals("0.9000", table.rows().get(1).cells().get(3).text());
  }

  @Test
  void lineGoesThroughItsPoints() {
    LineChart chart =
        LineChart.of(
            "Loss",
            "",
            List.of(
                new Curve(
                    "c1",
                    Marker.CIRCLE,
                    List.of(new Point(1, 0), new Point(2, 1), new Point(3, 0.5)),
                    new Point(3, 0.5))),
            3,
            false);
    // 376 pixels from 50 wide, 226 from 12 high.
    LineChart.Line line = chart.lines().get(0);
    assertEquals("M50.0 238.0L238.0 12.0L426.0 125.0", line.path());
    assertEquals(3, line.markers().split("M", -1).length - 1);
    assertTrue(line.ring().startsWith("M426.0 125.0"), line.ring());
  }

  @Test
  void valueThatIsNoNumberIsAGap() {
    List<Point> points =
        List.of(new Point(1, 0), new Point(2, Double.NaN), new Point(3, 1), new Point(4, 0));
    LineChart chart =
        LineChart.of("Loss", "", List.of(new Curve("c1", null, points, points.get(1))), 4, false);
    assertEquals("M50.0 238.0M300.7 12.0L426.0 238.0", chart.lines().get(0).path());
    assertEquals("", chart.lines().get(0).markers());
    assertNull(chart.lines().get(0).ring());
  }

  @Test
  void markersKeepTheirDistance() {
    Curves curves = Curves.ofRun(Epochs.of(history(500, 7), 1000), 500);
    String markers = curves.charts().get(0).lines().get(1).markers();
    int count = markers.split("M", -1).length - 1;
    assertTrue(count >= 15 && count <= 25, count + " markers on 376 pixels");
  }

  @Test
  void everyRunHasAColourAMarkerAndItsBestEpoch() {
    Curves curves =
        Curves.ofRuns(
            List.of(
                new Curves.NamedEpochs("short", Epochs.of(history(2, 1), 10)),
                new Curves.NamedEpochs("long", Epochs.of(history(8, 3), 10))),
            true);
    assertEquals(List.of("short", "long"), curves.keys().stream().map(Curves.Key::name).toList());
    LineChart loss = curves.charts().get(0);
    assertEquals(
        List.of("c1 dashed", "c1", "c2 dashed", "c2"),
        loss.lines().stream().map(LineChart.Line::style).toList());
    assertNotNull(loss.lines().get(1).ring());
    // One of three doublings; the values go from 0 to 2.
    assertEquals("M50.0 125.0L175.3 181.5", loss.lines().get(0).path());
    assertTrue(
        loss.description().contains("long: Training from 1.0000 in epoch 1 to 0.1250 in epoch 8"),
        loss.description());
  }
}
