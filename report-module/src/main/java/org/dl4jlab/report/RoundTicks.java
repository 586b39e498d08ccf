package org.dl4jlab.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.Function;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Ticks at round numbers. XChart labels the data's own numbers, whatever their digits, where these
 * are equally spaced, as epochs are and as any two numbers are: an invisible series of unequally
 * spaced points keeps it from that.
 */
final class RoundTicks {

  private static final String INVISIBLE = " ";
  private static final double[] UNEQUALLY_SPACED = {0, 0.13, 1};
  private static final double MARGIN = 0.1;

  private RoundTicks() {}

  /** Epochs go from the first to the last, a single one stands in the middle. */
  static void on(XYChart chart) {
    Range epochs = Range.of(chart.getSeriesCollection(), XYSeries::getXData);
    Range values = Range.of(chart.getSeriesCollection(), XYSeries::getYData);
    Range x = epochs.isPoint() ? epochs.widened(1) : epochs;
    Range y =
        values.isPoint() ? values.widened(Math.max(MARGIN * Math.abs(values.low()), 1e-3)) : values;
    XYSeries series = chart.addSeries(INVISIBLE, x.at(UNEQUALLY_SPACED), y.at(UNEQUALLY_SPACED));
    series.setLineStyle(SeriesLines.NONE);
    series.setMarker(SeriesMarkers.NONE);
    series.setShowInLegend(false);
  }

  private record Range(double low, double high) {

    /** Of what is finite; 0 to 1 where nothing is. */
    static Range of(Collection<XYSeries> all, Function<XYSeries, double[]> numbers) {
      var finite =
          all.stream()
              .map(numbers)
              .flatMapToDouble(Arrays::stream)
              .filter(Double::isFinite)
              .summaryStatistics();
      return finite.getCount() == 0 ? new Range(0, 1) : new Range(finite.getMin(), finite.getMax());
    }

    boolean isPoint() {
      return low == high;
    }

    Range widened(double by) {
      return new Range(low - by, high + by);
    }

    double[] at(double[] shares) {
      return Arrays.stream(shares).map(share -> low + share * (high - low)).toArray();
    }
  }
}
