package org.dl4jlab.source;

import java.net.URI;

/**
 * A file on its authors' site, and what it must be.
 *
 * @param name its name in the cache
 * @param uri where it is
 * @param bytes its exact size
 * @param sha256 its checksum in lower-case hexadecimal digits
 */
public record RemoteFile(String name, URI uri, long bytes, String sha256) {}
