package org.dl4jlab.imdb.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.datavec.api.split.CollectionInputSplit;
import org.dl4jlab.UserException;
import org.dl4jlab.source.Cache;
import org.dl4jlab.source.Download;
import org.dl4jlab.source.OfficialData;
import org.dl4jlab.source.RemoteFile;

/** Finds the reviews that {@code --data} asks for: named, cached, downloaded or composed. */
public final class ReviewSets {

  /** The cached real data, else a download, else the sample. */
  public static final String AUTO = "auto";

  private static final String TAKES =
      "--data takes auto, sample, a folder, a .tar.gz archive or a .csv file";

  private final OfficialData official;

  /**
   * @param archive the official archive on its authors' site
   * @param offline never to download
   * @param notice is told, a line at a time, what the person should know of where the data is from
   */
  public ReviewSets(
      Cache cache,
      RemoteFile archive,
      boolean offline,
      Download.Progress progress,
      Consumer<String> notice) {
    official =
        new OfficialData(
            new OfficialData.Facts("IMDB reviews", Imdb.FOLDER, ReviewFolders::isOfficial, false),
            archive,
            cache,
            offline,
            progress,
            notice);
  }

  /**
   * @param data {@code auto}, {@code sample}, a folder, an archive or a CSV file
   */
  public ReviewSet open(String data) throws IOException {
    if (data.equals(ReviewSet.SAMPLE)) {
      return SampleReviews.compose();
    }
    if (!data.equals(AUTO)) {
      return named(Path.of(data));
    }
    Optional<Path> found = official.locate();
    return found.isPresent() ? named(found.get()) : SampleReviews.compose();
  }

  private static ReviewSet named(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new UserException("There is no %s; %s".formatted(path, TAKES));
    }
    if (Files.isDirectory(path)) {
      Path inside = path.resolve(Imdb.FOLDER);
      return ReviewFolders.read(ReviewFolders.isOfficial(inside) ? inside : path);
    }
    String name = path.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      return read(ReviewSet.CSV, path, new CsvReviewRecordReader());
    }
    if (name.endsWith(".gz")) {
      return read(ReviewSet.IMDB, path, new ImdbRecordReader(Imdb.FOLDERS));
    }
    throw new UserException("%s is neither an archive nor CSV; %s".formatted(path, TAKES));
  }

  private static ReviewSet read(String kind, Path file, ReviewRecordReader reader)
      throws IOException {
    return ReviewParts.read(kind, file, reader, new CollectionInputSplit(List.of(file.toUri())));
  }
}
