package org.dl4jlab.page;

import java.util.List;
import java.util.Locale;

/**
 * A chart of curves by epoch as SVG: numbers and paths only, how it looks is the stylesheet's.
 *
 * @param title names the quantity
 * @param description tells in words what the curves do
 */
record LineChart(
    String title,
    String description,
    boolean logarithmic,
    List<Axis.Tick> epochTicks,
    List<Axis.Tick> valueTicks,
    List<Line> lines) {

  static final int WIDTH = 440;
  static final int HEIGHT = 280;
  static final int LEFT = 50;
  static final int RIGHT = WIDTH - 14;
  static final int TOP = 12;
  static final int BOTTOM = HEIGHT - 42;

  private static final double MARKER_DISTANCE = 16;

  /** A value at an epoch; one that is not finite is a gap. */
  record Point(double epoch, double value) {}

  /**
   * What is drawn.
   *
   * @param style names colour and dashes in the stylesheet
   * @param marker null for a bare line
   * @param best the point to be ringed, null for none
   */
  record Curve(String style, Marker marker, List<Point> points, Point best) {}

  /** A curve as it is drawn. */
  record Line(String style, String path, String markers, String ring) {}

  /**
   * @param lastEpoch where the epochs' axis ends
   * @param logarithmic whether equal distances on it are equal ratios
   */
  static LineChart of(
      String title, String description, List<Curve> curves, int lastEpoch, boolean logarithmic) {
    double[] values =
        curves.stream()
            .flatMap(curve -> curve.points().stream())
            .mapToDouble(Point::value)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    Axis y =
        values.length == 0
            ? Axis.around(0, 1, BOTTOM, TOP)
            : Axis.around(values[0], values[values.length - 1], BOTTOM, TOP);
    Axis x = Axis.ofEpochs(lastEpoch, logarithmic, LEFT, RIGHT);
    return new LineChart(
        title,
        description,
        logarithmic,
        x.ticks(),
        y.ticks(),
        curves.stream().map(curve -> line(curve, x, y)).toList());
  }

  private static Line line(Curve curve, Axis x, Axis y) {
    StringBuilder path = new StringBuilder();
    StringBuilder markers = new StringBuilder();
    boolean drawing = false;
    double marked = Double.NEGATIVE_INFINITY;
    for (Point point : curve.points()) {
      double left = x.at(point.epoch());
      double top = y.at(point.value());
      if (!Double.isFinite(top)) {
        drawing = false;
        continue;
      }
      path.append(String.format(Locale.ROOT, "%s%.1f %.1f", drawing ? "L" : "M", left, top));
      drawing = true;
      if (left - marked >= MARKER_DISTANCE) {
        markers.append(curve.marker() == null ? "" : curve.marker().at(left, top));
        marked = left;
      }
    }
    Point best = curve.best();
    String ring =
        best == null || !Double.isFinite(best.value())
            ? null
            : ring(x.at(best.epoch()), y.at(best.value()));
    return new Line(curve.style(), path.toString(), markers.toString(), ring);
  }

  private static String ring(double x, double y) {
    return String.format(Locale.ROOT, "M%.1f %.1fm-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0z", x, y);
  }
}
