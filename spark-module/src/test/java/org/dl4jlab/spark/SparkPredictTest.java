package org.dl4jlab.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.dl4jlab.experiment.TrainedRun;
import org.dl4jlab.imdb.SentimentAnalysis;
import org.dl4jlab.imdb.SentimentExperiment;
import org.dl4jlab.imdb.TextReader;
import org.dl4jlab.testing.Cli;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Of runs that were trained for so long that good and bad reviews are told apart. */
class SparkPredictTest {

  private static final String GOOD = "A wonderful film, great and moving, I loved it";
  private static final String BAD = "A terrible film, boring and awful, I hated it";
  private static final CSVFormat TABLE =
      CSVFormat.Builder.create().setHeader().setSkipHeaderRecord(true).get();

  @TempDir static Path temp;
  private static Path reviews;
  private static Path images;

  @BeforeAll
  static void train() {
    reviews = temp.resolve("reviews");
    images = temp.resolve("images");
    cli()
        .here(
            "imdb",
            "train",
            "--data",
            "sample",
            "--limit-train",
            600,
            "--limit-test",
            20,
            "--epochs",
            2,
            "--tokens",
            30,
            "--threads",
            1,
            "--run",
            reviews)
        .assertDone();
    cli()
        .here(
            "train",
            "--data",
            "sample",
            "--network",
            "cnn",
            "--limit-train",
            60,
            "--limit-test",
            20,
            "--epochs",
            1,
            "--run",
            images)
        .assertDone();
  }

  @Test
  void aTableKeepsItsColumnsAndGetsPredictions() throws Exception {
    Path table = temp.resolve("table.csv");
    Files.writeString(
        table,
        """
        id,review
        1,"%s"
        2,"%s"
        3,
        4,"zzz qqq"
        5,"too","many"
        6,"Said ""great"", and wonderful"
        """
            .formatted(GOOD, BAD));
    Path out = temp.resolve("of-table");

    Cli.Result result =
        cli()
            .here("imdb", "predict", "--run", reviews, table, "--out", out, "--format", "csv")
            .assertDone()
            .assertSays("Predictions for 3 records")
            .assertSays("3 records could not be read");

    Map<String, CSVRecord> predicted = new TreeMap<>();
    rows(out).forEach(row -> predicted.put(row.get("id"), row));
    assertEquals(List.of("1", "2", "6"), List.copyOf(predicted.keySet()), result.out());
    assertEquals(GOOD, predicted.get("1").get("review"));
    assertEquals("Said \"great\", and wonderful", predicted.get("6").get("review"));
    assertAsStock(GOOD, predicted.get("1"));
    assertAsStock(BAD, predicted.get("2"));
    Map<String, String> reasons = reasons(temp.resolve("of-table-bad"));
    assertEquals("has no text", reasons.get("3,"));
    assertEquals("has no word with a vector", reasons.get("4,zzz qqq"));
    assertEquals("cannot be read as a record of the table", reasons.get("5,\"too\",\"many\""));
    assertEquals(3, reasons.size());
    assertEquals(
        List.of(table.toUri().getPath()),
        rows(temp.resolve("of-table-bad")).stream()
            .map(row -> java.net.URI.create(row.get("file")).getPath())
            .distinct()
            .toList());
  }

  @Test
  void rowsOfSeveralLinesAreReadWhereTheyAreToldOf() throws Exception {
    Path table = temp.resolve("long.csv");
    Path out = temp.resolve("of-long");
    Files.writeString(table, "text\n\"A wonderful film.\nI loved it\"\n");

    cli()
        .here(
            "imdb",
            "predict",
            "--run",
            reviews,
            table,
            "--out",
            out,
            "--format",
            "csv",
            "--multiline")
        .assertDone()
        .assertSays("Predictions for 1 record:");

    assertEquals("A wonderful film.\nI loved it", rows(out).get(0).get("text"));
  }

  @Test
  void linesJsonAndParquetSayTheSame() throws Exception {
    Path lines = temp.resolve("lines.txt");
    Files.writeString(lines, GOOD + "\n" + BAD + "\n");
    Path json = temp.resolve("records.jsonl");
    Files.writeString(
        json,
        "{\"text\": \"%s\"}\n{\"text\": \"%s\"}\n{\"text\": \n{\"other\": 1}\n"
            .formatted(GOOD, BAD));

    List<CSVRecord> ofLines = predictions(lines, "of-lines");
    List<CSVRecord> ofJson = predictions(json, "of-json");
    cli()
        .here("imdb", "predict", "--run", reviews, lines, "--out", temp.resolve("tables.parquet"))
        .assertDone();
    List<CSVRecord> ofParquet = predictions(temp.resolve("tables.parquet"), "of-parquet");

    assertEquals(List.of(BAD, GOOD), ofLines.stream().map(row -> row.get(0)).sorted().toList());
    assertEquals(texts(ofLines), texts(ofJson));
    assertEquals(texts(ofLines), texts(ofParquet));
    Map<String, String> reasons = reasons(temp.resolve("of-json-bad"));
    assertEquals("cannot be read as a record of the table", reasons.get("{\"text\": "));
    assertTrue(reasons.containsValue("has no text"), () -> "" + reasons);
    assertFalse(Files.exists(temp.resolve("of-lines-bad")));
  }

  @Test
  void textsThatAreNoUtf8AreNamed() throws Exception {
    Path lines = temp.resolve("latin.txt");
    Files.write(lines, (GOOD + " à la carte").getBytes(StandardCharsets.ISO_8859_1));

    cli().here("imdb", "predict", "--run", reviews, lines, "--out", temp.resolve("latin"));

    assertEquals(List.of("is not UTF-8"), List.copyOf(reasons(temp.resolve("latin-bad")).values()));
  }

  @Test
  void picturesOfAFolderArePredicted() throws Exception {
    Path folder = temp.resolve("pictures");
    Files.createDirectories(folder.resolve("below"));
    BufferedImage picture = new BufferedImage(40, 50, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(picture, "png", folder.resolve("below/black.png").toFile());
    Files.writeString(folder.resolve("notes.txt"), "no picture");
    Files.createFile(folder.resolve("empty.png"));

    cli()
        .here(
            "predict",
            "--run",
            images,
            folder,
            "--out",
            temp.resolve("of-pictures"),
            "--format",
            "csv")
        .assertDone();

    List<CSVRecord> predicted = rows(temp.resolve("of-pictures"));
    assertEquals(1, predicted.size());
    assertTrue(predicted.get(0).get("path").endsWith("below/black.png"));
    assertFalse(predicted.get(0).get("predicted").isEmpty());
    assertEquals(
        List.of("is empty", "is not a picture that Java can read"),
        reasons(temp.resolve("of-pictures-bad")).values().stream().sorted().toList());
  }

  @Test
  void whatCannotBePredictedForIsRefused() throws Exception {
    Path out = temp.resolve("refused");
    Path numbers = temp.resolve("numbers.csv");
    Files.writeString(numbers, "a,b\n1,2\n");
    Files.createDirectories(temp.resolve("nothing"));
    Path mixed = Files.createDirectories(temp.resolve("mixed"));
    Files.writeString(mixed.resolve("a.txt"), GOOD);
    Files.writeString(mixed.resolve("b.csv"), "text\n" + GOOD);

    refused(out, temp.resolve("absent.csv"), "There is no file or folder");
    refused(out, temp.resolve("nothing"), "There are no files in");
    refused(out, mixed, "has files of several kinds, such as ");
    refused(out, images.resolve("model.zip"), "model.zip is none of the kinds that are read");
    refused(out, numbers, "has no column called text, review or the like, only a, b");
    refused(out, numbers, "has no column 'c', only a, b", "--text", "c");
    refused(temp, numbers, "exists already; name another --out");
    cli()
        .here("imdb", "predict", "--run", images, numbers, "--out", out)
        .assertFailed("is a run of cifar, not of imdb");
    assertFalse(Files.exists(out));
  }

  /** What stock DL4J makes of the text. */
  private static void assertAsStock(String text, CSVRecord row) throws IOException {
    TrainedRun<SentimentExperiment> run = TrainedRun.open(reviews, new SentimentAnalysis(), null);
    TextReader reader = TextReader.of(run);
    INDArray features =
        reader.dataset(List.of(reader.read(text))).batch(new int[] {0}, 0, 1).features();
    double second = run.graph().outputSingle(features).getDouble(0);
    int predicted = second > 0.5 ? 1 : 0;

    assertEquals(run.config().data().classNames().get(predicted), row.get("predicted"));
    assertEquals(
        predicted == 1 ? second : 1 - second, Double.parseDouble(row.get("probability")), 1e-5);
  }

  private void refused(Path out, Path input, String because, Object... more) {
    List<Object> line =
        new ArrayList<>(List.of("imdb", "predict", "--run", reviews, input, "--out", out));
    line.addAll(List.of(more));
    cli().here(line.toArray()).assertFailed(because);
  }

  private List<CSVRecord> predictions(Path input, String name) throws IOException {
    Path out = temp.resolve(name);
    cli()
        .here("imdb", "predict", "--run", reviews, input, "--out", out, "--format", "csv")
        .assertDone();
    return rows(out);
  }

  private static List<String> texts(List<CSVRecord> rows) {
    return rows.stream().map(row -> row.get("text") + row.get(1) + row.get(2)).sorted().toList();
  }

  private static Map<String, String> reasons(Path folder) throws IOException {
    Map<String, String> reasons = new TreeMap<>();
    rows(folder).forEach(row -> reasons.put(row.get("record"), row.get("reason")));
    return reasons;
  }

  /** Of all files that the tasks have written. */
  private static List<CSVRecord> rows(Path folder) throws IOException {
    List<CSVRecord> rows = new ArrayList<>();
    try (var files = Files.newDirectoryStream(folder, "part-*.csv")) {
      for (Path file : files) {
        try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, TABLE)) {
          rows.addAll(parser.getRecords());
        }
      }
    }
    return rows;
  }

  private static SparkCli cli() {
    return new SparkCli(temp.resolve("cache"));
  }
}
