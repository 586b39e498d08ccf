package org.dl4jlab.source;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * How data that its authors publish is come by.
 *
 * @param cache of downloads
 * @param mirror from where to fetch an official archive in its authors' place
 * @param offline never to download
 * @param notice is told, a line at a time, what the person should know of where the data is from
 */
public record DataAccess(
    Cache cache,
    UnaryOperator<RemoteFile> mirror,
    boolean offline,
    Download.Progress progress,
    Consumer<String> notice) {

  /** With the person's own cache, from the authors' sites. */
  public static DataAccess ofUser(Consumer<String> notice) {
    return new DataAccess(
        Cache.ofUser(), UnaryOperator.identity(), false, (soFar, inAll) -> {}, notice);
  }
}
