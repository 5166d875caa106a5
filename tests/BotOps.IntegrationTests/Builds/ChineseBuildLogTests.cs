using static BotOps.IntegrationTests.Builds.BuildBench;

namespace BotOps.IntegrationTests.Builds;

public class ChineseBuildLogTests
{
    [SkippableFact]
    public async Task A_build_of_tools_that_write_UTF_8_and_GB18030_is_told_in_words()
    {
        using var bench = await BuildBench.Create();

        // 你 in GB18030 comes in two writes; then the same in UTF-8, in three
        await bench.Build(bench.Order(Shell(
            @"printf 'gb \304'; printf '\343\n'; printf 'utf \344'; printf '\275'; printf '\240\n'; mkdir out; echo 1 > out/a", "out")));

        Assert.Equal(["gb 你", "utf 你"], bench.Lines.Where(l => l.EndsWith('你')));
    }
}
