/** What the tests of several modules share. */
package org.dl4jlab.testing;
