package org.dl4jlab.spark.score;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;
import org.dl4jlab.train.Evaluator;
import org.dl4jlab.train.Predictions;

/**
 * Predicts for a partition's records, some at a time. Each gets {@code predicted} and {@code
 * probability}, or {@code reason} and {@code record} where nothing can be predicted for it.
 *
 * @param kept how many of a record's columns, from the first on, go into the result
 * @param corrupt the column where a record stands that could not be parsed, null where none is
 */
record Scoring(Broadcast<RunCopy> run, Scorer.Opener opener, int kept, String corrupt)
    implements MapPartitionsFunction<Row, Row> {

  static final String PREDICTED = "predicted";
  static final String PROBABILITY = "probability";
  static final String REASON = "reason";
  static final String RECORD = "record";

  private static final int AT_ONCE = 1_000;
  private static final int LONGEST_RECORD = 1_000;
  private static final int ADDED = 5;

  /** The columns of a result. */
  static StructType schema(StructType records, int kept) {
    StructType schema = new StructType();
    for (int i = 0; i < kept; i++) {
      schema = schema.add(records.apply(i));
    }
    return schema
        .add(PREDICTED, DataTypes.StringType)
        .add(PROBABILITY, DataTypes.DoubleType)
        .add(REASON, DataTypes.StringType)
        .add(RECORD, DataTypes.StringType)
        .add(Records.FILE, DataTypes.StringType);
  }

  @Override
  public Iterator<Row> call(Iterator<Row> records) throws IOException {
    Scorer<?> scorer = Scorers.take(run.value(), opener);
    TaskCompletionListener ended = task -> Scorers.giveBack(run.value(), scorer);
    TaskContext.get().addTaskCompletionListener(ended);
    return new Scored<>(records, scorer);
  }

  /** The results, computed as they are asked for. */
  private final class Scored<S> implements Iterator<Row> {

    private final Iterator<Row> records;
    private final Scorer<S> scorer;
    private final Queue<Row> ready = new ArrayDeque<>();

    Scored(Iterator<Row> records, Scorer<S> scorer) {
      this.records = records;
      this.scorer = scorer;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && records.hasNext()) {
        score();
      }
      return !ready.isEmpty();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }

    private void score() {
      List<Row> good = new ArrayList<>();
      List<S> read = new ArrayList<>();
      for (int i = 0; i < AT_ONCE && records.hasNext(); i++) {
        Row row = records.next();
        try {
          requireParsed(row);
          read.add(scorer.read(row));
          good.add(row);
        } catch (Scorer.BadRecord e) {
          ready.add(bad(row, e.getMessage()));
        }
      }
      if (good.isEmpty()) {
        return;
      }
      Predictions predictions = Evaluator.evaluate(scorer.engine(), scorer.dataset(read));
      for (int i = 0; i < good.size(); i++) {
        ready.add(
            result(
                good.get(i),
                scorer.classNames().get(predictions.predicted(i)),
                predictions.probability(i),
                null,
                null));
      }
    }
  }

  private void requireParsed(Row row) throws Scorer.BadRecord {
    if (corrupt != null && row.getAs(corrupt) != null) {
      throw new Scorer.BadRecord("cannot be read as a record of the table");
    }
  }

  private Row bad(Row row, String reason) {
    String whole = corrupt == null ? null : row.getAs(corrupt);
    StringBuilder shown = new StringBuilder(whole == null ? "" : whole);
    for (int i = 0; i < kept && whole == null; i++) {
      shown.append(i == 0 ? "" : ",").append(row.isNullAt(i) ? "" : row.get(i));
    }
    shown.setLength(Math.min(shown.length(), LONGEST_RECORD));
    return result(row, null, null, reason, shown.toString());
  }

  private Row result(Row row, String predicted, Double probability, String reason, String record) {
    Object[] values = new Object[kept + ADDED];
    for (int i = 0; i < kept; i++) {
      values[i] = row.get(i);
    }
    values[kept] = predicted;
    values[kept + 1] = probability;
    values[kept + 2] = reason;
    values[kept + 3] = record;
    values[kept + 4] = row.getAs(Records.FILE);
    return RowFactory.create(values);
  }
}
