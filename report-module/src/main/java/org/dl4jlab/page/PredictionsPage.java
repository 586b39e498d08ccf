package org.dl4jlab.page;

import java.util.List;
import org.dl4jlab.report.PredictedSample;

/** Predicted samples as a page of their own: one HTML file that needs nothing else. */
public final class PredictionsPage {

  /** What the template shows. */
  private record View(String style, String title, ReportPage.Samples predictions) {}

  private PredictionsPage() {}

  /**
   * @param samples at least one
   * @param classNames in the order of their numbers
   */
  public static String of(List<PredictedSample> samples, List<String> classNames, String title) {
    return Templates.PAGES.fill(
        "predictions",
        new View(
            Templates.PAGES.resource("style.css"),
            title,
            ReportPage.Samples.of(samples, classNames)));
  }
}
