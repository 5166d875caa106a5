using System.Text;
using System.Xml;
using BotOps.Core.Builds.Maven;

namespace BotOps.Tests.Builds;

public class TestReportsTests
{
    [Fact]
    public void Failures_and_errors_are_named_with_their_first_line_and_what_tests_wrote_is_passed_over()
    {
        var results = Read("""
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite name="shop.OrderTest" tests="5" errors="1" skipped="1" failures="2">
              <properties><property name="failure" value="x"/></properties>
              <testcase name="multiplies" classname="shop.OrderTest" time="0.1"/>
              <testcase name="refuses" classname="shop.OrderTest"><failure message="expected:&lt;1&gt; but&#10;was:&lt;2&gt;" type="E"><![CDATA[trace <failure>]]></failure><system-out><![CDATA[<testcase name="no"/>]]></system-out></testcase>
              <testcase name="breaks" classname="shop.OrderTest"><error type="java.lang.NullPointerException">trace</error></testcase>
              <testcase name="later" classname="shop.OrderTest"><skipped message="not yet"/></testcase>
              <testcase name="flaky" classname="shop.OrderTest"><flakyFailure message="once" type="E"/><system-err>x</system-err></testcase>
              <testcase name="" classname="shop.SetUpTest"><error message="" type="java.lang.ExceptionInInitializerError"/></testcase>
            </testsuite>
            """);

        Assert.Equal((6, 1), (results.Count, results.Skipped));
        Assert.Equal(["OrderTest.refuses: expected:<1> but", "OrderTest.breaks: java.lang.NullPointerException", "SetUpTest: java.lang.ExceptionInInitializerError"], results.Failed.Select(f => $"{f}"));
    }

    [Theory]
    [InlineData("<!DOCTYPE t [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><testsuite><testcase name=\"&a;\"/></testsuite>")]
    [InlineData("<testsuite><testcase name=")]
    [InlineData("")]
    public void A_document_type_and_what_is_no_XML_are_refused(string xml) => Assert.Throws<XmlException>(() => Read(xml));

    [Fact]
    public void The_reason_names_the_first_three_and_how_maven_ended()
    {
        var results = new TestResults(412, 2, [.. Enumerable.Range(1, 5).Select(n => new FailedTest("shop.OrderTest", $"t{n}", n == 1 ? new string('x', 500) : "no"))], []);

        Assert.Equal($"5 of 412 tests failed: OrderTest.t1: {new string('x', 160)}…; OrderTest.t2: no; OrderTest.t3: no; and 2 more. mvn exited with 1.", Core.Texts.Maven.TestsFailed("mvn exited with 1.", results));
    }

    static TestResults Read(string xml) => TestReports.Parse(new MemoryStream(Encoding.UTF8.GetBytes(xml)));
}
