package org.dl4jlab.spark.score;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.dl4jlab.data.Dataset;
import org.dl4jlab.engine.Engine;

/**
 * A run's network in a worker.
 *
 * @param <S> what it makes of a record
 */
interface Scorer<S> {

  /** Opens a run; sent to the workers. */
  @FunctionalInterface
  interface Opener extends Serializable {
    Scorer<?> open(Path run) throws IOException;
  }

  List<String> classNames();

  Engine engine();

  /**
   * Reads a record.
   *
   * @throws BadRecord when nothing can be predicted for it
   */
  S read(Row record) throws BadRecord;

  /** What was read, whose classes nobody knows. */
  Dataset dataset(List<S> read);

  /** Why a record is left out. */
  final class BadRecord extends Exception {

    BadRecord(String reason) {
      super(reason);
    }
  }
}
