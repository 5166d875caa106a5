namespace BotOps.IntegrationTests.Builds;

/// <summary>A small web application as a maven project, with versions of plugins that Debian has: it is built without a network.</summary>
static class MavenTree
{
    const string Plugins = "/usr/share/maven-repo/org/apache/maven/plugins";

    public static bool Available => File.Exists("/usr/bin/mvn") && Directory.Exists($"{Plugins}/maven-war-plugin") && Directory.Exists($"{Plugins}/maven-surefire-plugin");
    public static bool HasJUnit => Directory.Exists("/usr/share/maven-repo/junit/junit/4.x") && Directory.Exists("/usr/share/maven-repo/org/apache/maven/surefire/surefire-junit4");
    public const string Missing = "Debian's maven or its plugins are not installed (tests/run installs them)", NoJUnit = "Debian's junit4 or libsurefire-java is not installed (tests/run installs them)";

    /// <summary>Of a profile: Debian's own repository is the only remote one.</summary>
    public const string Debian =
        """
        <repositories><repository><id>central</id><url>file:///usr/share/maven-repo</url><releases><checksumPolicy>ignore</checksumPolicy></releases></repository></repositories>
              <pluginRepositories><pluginRepository><id>central</id><url>file:///usr/share/maven-repo</url><releases><checksumPolicy>ignore</checksumPolicy></releases></pluginRepository></pluginRepositories>
        """;

    /// <summary>It is over before code that is compiled better has paid.</summary>
    public const string BriefJvm = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    /// <summary>The local repository is BotOps'.</summary>
    public static void Settings(BuildBench bench)
    {
        bench.Write(".mvn/jvm.config", BriefJvm);
        bench.Write("settings.xml", $"""
        <settings>
          <profiles>
            <profile><id>prod</id><properties><stage>production</stage></properties></profile>
            <profile>
              <id>debian</id>
              <properties><argLine>{BriefJvm}</argLine></properties>
              {Debian}
            </profile>
          </profiles>
          <activeProfiles><activeProfile>debian</activeProfile></activeProfiles>
        </settings>
        """);
    }

    public static void War(BuildBench bench, string folder = "", string? parent = null)
    {
        bench.Write(Below(folder, "pom.xml"), $"""
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              {parent ?? "<groupId>shop</groupId><version>1.4-SNAPSHOT</version>"}
              <artifactId>order-web</artifactId>
              <packaging>war</packaging>
              {Build}
              {Dependencies}
            </project>
            """);
        bench.Write(Below(folder, "src/main/java/shop/Order.java"), "package shop; public class Order { public static int total(int each, int count) { return each * count; } }");
        bench.Write(Below(folder, "src/main/webapp/WEB-INF/web.xml"), "<web-app version=\"3.0\"/>");
        bench.Write(Below(folder, "src/main/resources/stage.txt"), "${stage}");
    }

    /// <summary>Two of three fail, one by an exception; a fourth is skipped.</summary>
    public static void FailingTests(BuildBench bench) => bench.Write("src/test/java/shop/OrderTest.java", """
        package shop;
        import static org.junit.Assert.*;
        import org.junit.*;
        public class OrderTest {
            @Test public void multiplies() { assertEquals(6, Order.total(2, 3)); }
            @Test public void refuses_nothing() { assertEquals("no order\nis empty", 1, Order.total(2, 0)); }
            @Test public void breaks() { throw new IllegalStateException("out of <stock>"); }
            @Ignore @Test public void later() { }
        }
        """);

    public static string Parent(params string[] modules) => $"""
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>shop</groupId><artifactId>shop</artifactId><version>1.4-SNAPSHOT</version>
          <packaging>pom</packaging>
          <modules>{string.Concat(modules.Select(m => $"<module>{m}</module>"))}</modules>
        </project>
        """;

    const string Build = """
        <properties><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding><stage>test</stage></properties>
          <build>
            <resources><resource><directory>src/main/resources</directory><filtering>true</filtering></resource></resources>
            <plugins>
              <plugin><artifactId>maven-resources-plugin</artifactId><version>3.3.0</version></plugin>
              <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.10.1</version><configuration><source>11</source><target>11</target></configuration></plugin>
              <plugin><artifactId>maven-surefire-plugin</artifactId><version>2.22.3</version></plugin>
              <plugin><artifactId>maven-war-plugin</artifactId><version>3.3.2</version></plugin>
            </plugins>
          </build>
        """;

    static string Dependencies => HasJUnit ? "<dependencies><dependency><groupId>junit</groupId><artifactId>junit</artifactId><version>4.x</version><scope>test</scope></dependency></dependencies>" : "";

    static string Below(string folder, string path) => folder.Length == 0 ? path : $"{folder}/{path}";
}
