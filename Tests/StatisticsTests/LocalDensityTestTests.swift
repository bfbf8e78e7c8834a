import Statistics
import Testing

@Suite struct LocalDensityTestTests {
  // numpy 2.4: i = arange(120); X = round(100 * ((i * 0.6180339887498949) % 1)
  // + ((i * i * 0.0137) % 7), 2); where((X > 50) & (X < 54) & (i % 2 == 0), X - 6, X)
  static let values = [
    0.0, 61.82, 23.66, 85.53, 47.43, 9.36, 71.31, 33.3, 95.3, 57.34, 19.4, 81.5, 43.61, 5.76,
    67.93, 30.13, 92.36, 54.62, 16.9, 79.21, 41.55, 103.91, 66.31, 21.73, 84.17, 46.65, 9.15,
    71.68, 34.24, 96.82, 59.43, 22.07, 77.74, 40.43, 3.15, 65.9, 28.68, 91.48, 54.31, 17.17,
    73.06, 35.97, 98.91, 61.88, 24.87, 87.9, 43.95, 7.02, 70.13, 33.26, 96.42, 52.61, 15.82,
    79.06, 42.33, 105.63, 61.95, 25.31, 88.68, 52.09, 8.52, 71.99, 35.47, 98.99, 55.53, 19.1,
    82.7, 46.33, 2.98, 66.66, 30.37, 94.1, 44.87, 14.66, 78.47, 35.32, 99.19, 63.09, 27.02, 83.97,
    47.95, 11.96, 69.0, 33.06, 97.15, 54.27, 18.42, 82.59, 39.79, 4.02, 68.28, 25.56, 89.87,
    54.21, 11.57, 75.97, 33.39, 97.83, 62.31, 19.81, 84.34, 48.9, 6.48, 71.09, 28.73, 93.4, 58.09,
    15.81, 80.56, 38.34, 103.14, 60.97, 25.83, 90.72, 48.63, 13.57, 71.54, 36.54, 94.56, 59.61,
  ]
  /// The same on even numbers, most of them several times.
  static let heaped = values.map { ($0 / 2).rounded(.toNearestOrEven) * 2 }

  // rddensity 3.0 (PyPI): rddensity(X, c=50, h=[20, 25])
  @Test func jumpAgreesWithRddensity() throws {
    let test = try #require(
      LocalDensityTest(
        values: Self.values, threshold: 50, bandwidths: DensityBandwidths(left: 20, right: 25)))
    #expect(
      agree(
        [test.leftDensity, test.rightDensity, test.standardError],
        [0.01906671066535495, 0.014882872171328927, 0.014936732173911178]))
    #expect(agree([test.statistic, test.pValue], [-0.2801040043640607, 0.7793977125934495]))
    #expect(agree(test.dropPValue, 0.7793977125934495 / 2))
  }

  // rddensity 3.0 (PyPI): rddensity(Y, c=50, h=[20, 26]) with its correction for mass points
  @Test func jumpOfHeapedValuesAgreesWithRddensity() throws {
    let test = try #require(
      LocalDensityTest(
        values: Self.heaped, threshold: 50, bandwidths: DensityBandwidths(left: 20, right: 26)))
    #expect(
      agree(
        [test.leftDensity, test.rightDensity, test.standardError],
        [0.02401461023962952, 0.010913435355215249, 0.01628657258575132]))
    #expect(agree([test.statistic, test.pValue], [-0.8044157121109774, 0.42115692999031173]))
  }

  // rddensity 3.0 (PyPI): rddensity(X, c=50), bandwidths "comb"
  @Test func chosenBandwidthsAgreeWithRddensity() throws {
    let test = try #require(LocalDensityTest(values: Self.values, threshold: 50))
    let bandwidths = [test.bandwidths.left, test.bandwidths.right]
    #expect(agree(bandwidths, [36.88550542989886, 31.493803038714166], within: 1e-9))
    #expect(abs(test.statistic + 0.014845082038003433) < 1e-9)
    let heaped = try #require(LocalDensityTest(values: Self.heaped, threshold: 50))
    #expect(heaped.bandwidths == DensityBandwidths(left: 48, right: 48))
    #expect(agree(heaped.statistic, 0.1401846625164339, within: 1e-9))
  }

  @Test func scaleAndPlaceDoNotMatter() throws {
    let test = try #require(LocalDensityTest(values: Self.values, threshold: 50))
    let scaled = try #require(
      LocalDensityTest(values: Self.values.map { 1024 * ($0 + 16) }, threshold: 1024 * 66))
    #expect(agree(scaled.bandwidths.left, 1024 * test.bandwidths.left, within: 1e-6))
    #expect(agree(scaled.leftDensity, test.leftDensity / 1024, within: 1e-6))
  }

  @Test func valuesMovedBelowTheThresholdShow() throws {
    let fines = (0..<4_000).map { 20 + 60 * (Double($0) + 0.5) / 4_000 }
    let even = try #require(LocalDensityTest(values: fines, threshold: 50))
    #expect(even.pValue > 0.9)
    let moved = fines.enumerated().map { index, fine in
      fine >= 50 && fine < 56 && index.isMultiple(of: 2) ? fine - 6 : fine
    }
    let bunched = try #require(
      LocalDensityTest(
        values: moved, threshold: 50, bandwidths: DensityBandwidths(left: 6, right: 6)))
    // rddensity 3.0 (PyPI): rddensity(moved, c=50, h=[6, 6])
    #expect(agree(bunched.statistic, -3.762608819075845, within: 1e-9))
    #expect(bunched.dropPValue < 1e-4)
    #expect(bunched.leftDensity > 2 * bunched.rightDensity)
  }

  @Test func tooFewValuesAreNoTest() {
    #expect(LocalDensityTest(values: [], threshold: 0) == nil)
    #expect(LocalDensityTest(values: [1, 2, 3, 4, 5, 6], threshold: 0) == nil)
    #expect(LocalDensityTest(values: [-1, -1, -1, -1, 1, 1, 1, 1], threshold: 0) == nil)
    #expect(LocalDensityTest(values: [-1, 0], threshold: 0) == nil)
    let few = DensityBandwidths(left: 0.1, right: 0.1)
    #expect(LocalDensityTest(values: Self.values, threshold: 50, bandwidths: few) == nil)
  }
}
