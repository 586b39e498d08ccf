package org.dl4jlab.report;

import java.awt.image.BufferedImage;
import java.util.List;
import org.dl4jlab.run.Metrics.BinaryScores;
import org.dl4jlab.run.Metrics.CalibrationBin;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The share of positive samples by predicted probability: {@code calibration.png}. On the diagonal,
 * a probability means what it says.
 */
public final class CalibrationChart {

  private CalibrationChart() {}

  public static BufferedImage draw(BinaryScores scores, String title) {
    XYChart chart = CurvesChart.chart(title, "predicted probability", "share of positives");
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.0);
    chart.getStyler().setXAxisDecimalPattern("0.0").setYAxisDecimalPattern("0.0");
    chart.getStyler().setLegendPosition(LegendPosition.InsideNW);
    XYSeries perfect =
        chart.addSeries("perfectly calibrated", new double[] {0, 1}, new double[] {0, 1});
    perfect.setLineColor(Palette.GREY);
    perfect.setLineStyle(SeriesLines.DASH_DASH);
    perfect.setMarker(SeriesMarkers.NONE);
    List<CalibrationBin> bins =
        scores.calibration().stream().filter(bin -> bin.samples() > 0).toList();
    XYSeries measured =
        chart.addSeries(
            "this network",
            bins.stream().mapToDouble(CalibrationBin::probability).toArray(),
            bins.stream().mapToDouble(CalibrationBin::positives).toArray());
    measured.setLineColor(Palette.BLUE);
    measured.setLineWidth(2.5f);
    measured.setMarkerColor(Palette.BLUE);
    measured.setMarker(SeriesMarkers.CIRCLE);
    return BitmapEncoder.getBufferedImage(chart);
  }
}
