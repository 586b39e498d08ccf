package org.dl4jlab.spark.score;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.dl4jlab.UserException;

/** Where results go, looked at before they are computed. */
final class Storage {

  private static final int LOOKS_PER_SLOT = 2;

  private Storage() {}

  /**
   * @throws UserException when something is there already
   */
  static void requireNew(JavaSparkContext context, String folder) throws IOException {
    Path path = new Path(folder);
    if (path.getFileSystem(context.hadoopConfiguration()).exists(path)) {
      throw new UserException(folder + " exists already; name another --out");
    }
  }

  /**
   * Has the workers look for a file that is made here.
   *
   * @throws UserException when one of them does not see it
   */
  static void requireShared(JavaSparkContext context, String folder) throws IOException {
    if (context.isLocal()) {
      return;
    }
    FileSystem files = new Path(folder).getFileSystem(context.hadoopConfiguration());
    Path place = files.makeQualified(new Path(folder)).getParent();
    Path marker = new Path(place, ".shared-" + UUID.randomUUID());
    files.create(marker).close();
    try {
      String address = marker.toString();
      int looks = LOOKS_PER_SLOT * context.defaultParallelism();
      List<Boolean> seen =
          context
              .parallelize(IntStream.range(0, looks).boxed().toList(), looks)
              .map(look -> exists(new Path(address)))
              .collect();
      if (seen.contains(false)) {
        throw new UserException(
            "The workers do not see %s; put it on storage that all machines share"
                .formatted(place));
      }
    } finally {
      files.delete(marker, false);
    }
  }

  private static boolean exists(Path path) throws IOException {
    return path.getFileSystem(new Configuration()).exists(path);
  }
}
