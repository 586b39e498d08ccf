package org.dl4jlab.page;

import java.util.ArrayList;
import java.util.List;
import org.dl4jlab.page.Table.Row;
import org.dl4jlab.report.Summary;

/** A network's layers as a page shows them, and the totals below. */
final class SummaryTable {

  private SummaryTable() {}

  static Table of(Summary summary) {
    List<Row> rows = new ArrayList<>();
    for (Summary.Row layer : summary.rows()) {
      rows.add(
          Row.of(
              "%s (%s)".formatted(layer.name(), layer.type()),
              layer.shape(),
              Figures.count(layer.parameters())));
    }
    rows.add(Row.of("Total params", "", Figures.count(summary.parameters())));
    rows.add(Row.of("Trainable params", "", Figures.count(summary.trainable())));
    rows.add(Row.of("Non-trainable params", "", Figures.count(summary.notTrainable())));
    return new Table("Layers", List.of("Layer (type)", "Output shape", "Param #"), rows);
  }
}
