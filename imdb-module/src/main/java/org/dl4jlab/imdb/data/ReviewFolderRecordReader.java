package org.dl4jlab.imdb.data;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads reviews that are files of their own, in the order of their ids. The class is the name of
 * the folder that a file is in: {@code neg}, {@code pos}, anything else for unlabelled. The split
 * names the files.
 */
public final class ReviewFolderRecordReader extends ReviewRecordReader {

  private final Path root;

  /**
   * @param root the ids are the files' paths within this folder
   */
  public ReviewFolderRecordReader(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  protected List<Review> read(List<Path> locations) throws IOException {
    List<Review> reviews = new ArrayList<>(locations.size());
    for (Path file : locations) {
      Path path = root.relativize(file.toAbsolutePath().normalize());
      reviews.add(
          ReviewFiles.review(
              path.toString().replace(File.separatorChar, '/'), ReviewFiles.read(file)));
    }
    reviews.sort(ReviewOrder.BY_ID);
    return reviews;
  }
}
