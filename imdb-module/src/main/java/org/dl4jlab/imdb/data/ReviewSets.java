package org.dl4jlab.imdb.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.datavec.api.split.CollectionInputSplit;
import org.dl4jlab.imdb.table.TableFile;
import org.dl4jlab.source.Broken;
import org.dl4jlab.source.DataAccess;
import org.dl4jlab.source.DataSource;
import org.dl4jlab.source.Division;
import org.dl4jlab.source.OfficialData;

/** Finds the reviews that {@code --data} asks for: named, cached, downloaded or composed. */
public final class ReviewSets extends DataSource<ReviewSet> {

  private static final List<String> SPREADSHEETS = List.of(".xlsx", ".xls", ".ods", ".numbers");

  private final Broken broken;

  public ReviewSets(DataAccess access) {
    super(
        new OfficialData(
            new OfficialData.Facts("IMDB reviews", Imdb.FOLDER, ReviewFolders::isOfficial, false),
            Imdb.ARCHIVE,
            access),
        "auto, sample, a folder, a .zip archive of one, IMDB's .tar.gz archive, or a file "
            + TableFile.NAMES);
    broken = access.broken();
  }

  @Override
  protected ReviewSet sample() {
    return SampleReviews.compose();
  }

  @Override
  protected ReviewSet readFolder(Path folder, Division division) throws IOException {
    return ReviewFolders.read(folder, division, broken);
  }

  @Override
  protected ReviewSet readFile(Path file, Division division) throws IOException {
    CollectionInputSplit split = new CollectionInputSplit(List.of(file.toUri()));
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".tar.gz") || name.endsWith(".tgz")) {
      return ReviewParts.read(
          ReviewSet.IMDB, file, new ImdbRecordReader(Imdb.FOLDERS), split, division);
    }
    if (name.endsWith(".zip")) {
      return ReviewFolders.readZip(file, division, broken);
    }
    Optional<TableFile.Format> format = TableFile.format(file);
    if (format.isPresent()) {
      return ReviewParts.read(
          format.get().name().toLowerCase(Locale.ROOT),
          file,
          new TableReviewRecordReader(file),
          split,
          division);
    }
    throw refused(
        file,
        SPREADSHEETS.stream().anyMatch(name::endsWith)
            ? "is a spreadsheet, which has to be saved as CSV"
            : "is neither IMDB's archive nor a table");
  }
}
