package org.dl4jlab.imdb.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.datavec.api.split.CollectionInputSplit;
import org.dl4jlab.source.DataAccess;
import org.dl4jlab.source.DataSource;
import org.dl4jlab.source.Division;
import org.dl4jlab.source.OfficialData;

/** Finds the reviews that {@code --data} asks for: named, cached, downloaded or composed. */
public final class ReviewSets extends DataSource<ReviewSet> {

  public ReviewSets(DataAccess access) {
    super(
        new OfficialData(
            new OfficialData.Facts("IMDB reviews", Imdb.FOLDER, ReviewFolders::isOfficial, false),
            Imdb.ARCHIVE,
            access),
        "auto, sample, a folder, a .tar.gz archive or a .csv file");
  }

  @Override
  protected ReviewSet sample() {
    return SampleReviews.compose();
  }

  @Override
  protected ReviewSet readFolder(Path folder, Division division) throws IOException {
    return ReviewFolders.read(folder);
  }

  @Override
  protected ReviewSet readFile(Path file, Division division) throws IOException {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      return read(ReviewSet.CSV, file, new CsvReviewRecordReader());
    }
    if (name.endsWith(".gz")) {
      return read(ReviewSet.IMDB, file, new ImdbRecordReader(Imdb.FOLDERS));
    }
    throw refused(file, "is neither an archive nor CSV");
  }

  private static ReviewSet read(String kind, Path file, ReviewRecordReader reader)
      throws IOException {
    return ReviewParts.read(kind, file, reader, new CollectionInputSplit(List.of(file.toUri())));
  }
}
