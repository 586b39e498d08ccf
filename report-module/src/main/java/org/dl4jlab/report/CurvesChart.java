package org.dl4jlab.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.History;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Loss and accuracy by epoch, for training and validation: {@code curves.png}. */
public final class CurvesChart {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 440;
  private static final int MARKED_EPOCHS = 50;

  private CurvesChart() {}

  /**
   * @param history of at least one epoch
   * @param title names the network and the data
   */
  public static BufferedImage draw(History history, String title) {
    List<EpochResult> epochs = history.epochs();
    XYChart loss = chart(title, "epoch", "loss");
    add(loss, "loss", epochs, EpochResult::loss, Palette.BLUE, true);
    add(loss, "val_loss", epochs, EpochResult::valLoss, Palette.VERMILION, false);
    XYChart accuracy = chart(title, "epoch", "accuracy");
    add(accuracy, "accuracy", epochs, EpochResult::accuracy, Palette.BLUE, true);
    add(accuracy, "val_accuracy", epochs, EpochResult::valAccuracy, Palette.VERMILION, false);
    for (XYChart half : List.of(loss, accuracy)) {
      half.getStyler().setLegendPosition(LegendPosition.OutsideS);
      half.getStyler().setLegendLayout(LegendLayout.Horizontal);
      RoundTicks.on(half);
    }

    BufferedImage sheet = Palette.sheet(2 * WIDTH, HEIGHT);
    Graphics2D g = Palette.brush(sheet);
    g.drawImage(BitmapEncoder.getBufferedImage(loss), 0, 0, null);
    g.drawImage(BitmapEncoder.getBufferedImage(accuracy), WIDTH, 0, null);
    g.dispose();
    return sheet;
  }

  /** An empty chart in the look of all charts. */
  static XYChart chart(String title, String x, String y) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    var style = chart.getStyler();
    style.setChartBackgroundColor(Palette.PAPER);
    style.setChartTitleFont(Palette.bold(16));
    style.setAxisTitleFont(Palette.font(14));
    style.setAxisTickLabelsFont(Palette.font(12));
    style.setLegendFont(Palette.font(13));
    style.setLegendPosition(LegendPosition.InsideNE);
    style.setPlotBorderVisible(false);
    style.setLegendBorderColor(Palette.PAPER);
    style.setXAxisDecimalPattern("#,##0");
    style.setYAxisDecimalPattern("0.0###");
    style.setChartPadding(12);
    return chart;
  }

  private static void add(
      XYChart chart,
      String name,
      List<EpochResult> epochs,
      ToDoubleFunction<EpochResult> figure,
      Color colour,
      boolean dashed) {
    double[] x = epochs.stream().mapToDouble(EpochResult::epoch).toArray();
    XYSeries series = chart.addSeries(name, x, epochs.stream().mapToDouble(figure).toArray());
    series.setLineColor(colour);
    series.setLineStyle(dashed ? SeriesLines.DASH_DASH : SeriesLines.SOLID);
    series.setLineWidth(new BasicStroke(2.5f).getLineWidth());
    series.setMarkerColor(colour);
    series.setMarker(
        x.length > MARKED_EPOCHS
            ? SeriesMarkers.NONE
            : dashed ? SeriesMarkers.DIAMOND : SeriesMarkers.CIRCLE);
  }
}
