using BotOps.Core.Projects;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace BotOps.Tests.Projects;

public class LineDifferenceTests
{
    static readonly Gen<string> Text = Gen.Elements("a\n", "b\n", "c\n", "\n", "a\r\n", "d").ArrayOf().Select(string.Concat);

    [Property(MaxTest = 1000)]
    public Property The_changes_make_the_one_text_of_the_other() => Prop.ForAll(Text.ToArbitrary(), Text.ToArbitrary(), (before, after) =>
    {
        var (old, now) = (LineDifference.Lines(before), LineDifference.Lines(after));
        var changes = LineDifference.Between(old, now);
        var (made, at) = (new List<string>(), 0);
        foreach (var change in changes)
        {
            made.AddRange(old.Skip(at).Take(change.At - at));
            if (made.Count != change.NewAt) return false;
            made.AddRange(now.Skip(change.NewAt).Take(change.NewCount));
            at = change.End;
        }
        made.AddRange(old.Skip(at));
        return made.SequenceEqual(now) && string.Concat(old) == before;
    });

    [Property(MaxTest = 500)]
    public Property No_shorter_way_is_left_out() => Prop.ForAll(Text.ToArbitrary(), Text.ToArbitrary(), (before, after) =>
    {
        var (old, now) = (LineDifference.Lines(before), LineDifference.Lines(after));
        return LineDifference.Between(old, now).Sum(c => c.Count + c.NewCount) == old.Count + now.Count - 2 * LongestCommon(old, now);
    });

    [Fact]
    public void It_is_told_as_diff_tells_it() => Assert.Equal(
        """
        @@ -1,4 +1,4 @@
         1
        -2
        +two
         3
         4
        @@ -8,3 +8,4 @@
         8
         9
        -10
        \ No newline at end of file
        +10
        +11

        """, LineDifference.Unified("1\n2\n3\n4\n5\n6\n7\n8\n9\n10", "1\ntwo\n3\n4\n5\n6\n7\n8\n9\n10\n11\n", context: 2));

    [Fact]
    public void Texts_that_have_nothing_in_common_are_compared_quickly()
    {
        var before = string.Concat(Enumerable.Range(0, 20_000).Select(n => $"{n}\n"));
        var after = string.Concat(Enumerable.Range(0, 20_000).Select(n => $"-{n}\n"));

        var change = Assert.Single(LineDifference.Between(LineDifference.Lines(before), LineDifference.Lines(after)));

        Assert.Equal(new LineChange(0, 20_000, 0, 20_000), change);
    }

    static int LongestCommon(IReadOnlyList<string> a, IReadOnlyList<string> b)
    {
        var length = new int[a.Count + 1, b.Count + 1];
        for (var i = a.Count - 1; i >= 0; i--)
            for (var j = b.Count - 1; j >= 0; j--)
                length[i, j] = a[i] == b[j] ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);
        return length[0, 0];
    }
}
