/** Trained networks served over HTTP, for programs and for people. */
package org.dl4jlab.serve;
