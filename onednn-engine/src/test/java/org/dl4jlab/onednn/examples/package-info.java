/** Networks that people know from published examples and the zoo, accelerated beside stock DL4J. */
package org.dl4jlab.onednn.examples;
