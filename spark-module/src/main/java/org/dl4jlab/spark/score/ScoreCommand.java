package org.dl4jlab.spark.score;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.dl4jlab.UserException;
import org.dl4jlab.cli.BaseCommand;
import org.dl4jlab.cli.CommandRunner;
import org.dl4jlab.cli.RunOption;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.spark.cluster.ClusterFailure;
import org.dl4jlab.spark.cluster.ClusterOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Predicts for files of any size, each worker for a part of them. */
@Command(name = "predict", mixinStandardHelpOptions = true)
abstract class ScoreCommand extends BaseCommand {

  /** How results are written. */
  private enum Format {
    PARQUET,
    CSV
  }

  private final String family;

  @Mixin private RunOption run;
  @Mixin private ClusterOptions cluster;

  @Parameters(
      paramLabel = "INPUT",
      description = "A file or folder; also hdfs: and s3a: addresses.")
  private String input;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Where to write the predictions; what cannot be read goes to FOLDER-bad.")
  private String out;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default parquet).")
  private Format format = Format.PARQUET;

  /** What was done, as JSON; no file of bad records where there are none. */
  private record Figures(String out, long predicted, long bad, String badRecords) {}

  ScoreCommand(String family) {
    this.family = family;
  }

  /** The records of a file or folder. */
  abstract Records records(SparkSession session, String path);

  /**
   * Opens the run.
   *
   * @param column of the texts, null where there are none
   */
  abstract Scorer.Opener opener(String column);

  @Override
  public Integer call() throws IOException {
    Path folder = run.path(family, console());
    RunFolder.open(folder).readConfigOf(family);
    RunCopy copy = RunCopy.of(folder);
    try (JavaSparkContext context = cluster.open().context()) {
      copy.open(this::openHere).engine().close(); // what is wrong with the run is told here
      Storage.requireNew(context, out);
      Storage.requireNew(context, badFolder());
      Storage.requireShared(context, out);
      SparkSession session = SparkSession.builder().sparkContext(context.sc()).getOrCreate();
      Records records = records(session, input);
      write(score(context, records, copy), records);
    } catch (UserException e) {
      throw e;
    } catch (Exception e) {
      throw ClusterFailure.of(e);
    } finally {
      Scorers.close(copy.id());
    }
    return CommandRunner.DONE;
  }

  private Scorer<?> openHere(Path folder) throws IOException {
    return opener(null).open(folder);
  }

  private String badFolder() {
    return out + "-bad";
  }

  private Dataset<Row> score(JavaSparkContext context, Records records, RunCopy copy) {
    Broadcast<RunCopy> sent = context.broadcast(copy);
    StructType schema = Scoring.schema(records.rows().schema(), records.kept());
    return records
        .rows()
        .mapPartitions(
            new Scoring(sent, opener(records.column()), records.kept(), records.corrupt()),
            Encoders.row(schema))
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  private void write(Dataset<Row> scored, Records records) {
    Column reason = functions.col(Scoring.REASON);
    Dataset<Row> good =
        scored.filter(reason.isNull()).drop(Scoring.REASON, Scoring.RECORD, Records.FILE);
    if (format == Format.CSV) {
      writeCsv(good, out);
    } else {
      good.write().parquet(out);
    }
    Dataset<Row> bad = scored.filter(reason.isNotNull());
    long badOnes = bad.count();
    if (badOnes > 0) {
      writeCsv(bad.select(Records.FILE, Scoring.REASON, Scoring.RECORD).coalesce(1), badFolder());
    }
    long predicted = scored.count() - badOnes;
    say("Predictions for %s: %s", counted(predicted), out);
    if (badOnes > 0) {
      say("%s could not be read: %s says why", counted(badOnes), badFolder());
    }
    result(new Figures(out, predicted, badOnes, badOnes > 0 ? badFolder() : null));
  }

  private static String counted(long records) {
    return String.format(Locale.ROOT, "%,d %s", records, records == 1 ? "record" : "records");
  }

  /** As everybody else writes it: quotes doubled, blanks kept. */
  private static void writeCsv(Dataset<Row> rows, String folder) {
    rows.write()
        .option("header", true)
        .option("escape", "\"")
        .option("ignoreLeadingWhiteSpace", false)
        .option("ignoreTrailingWhiteSpace", false)
        .csv(folder);
  }
}
