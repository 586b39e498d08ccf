/** A file system that fails when it is told to. */
package org.dl4jlab.testing.files;
