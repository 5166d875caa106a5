using BotOps.Core;
using BotOps.Core.Secrets;

namespace BotOps.Tests.Sources;

public class SecretReferencesTests
{
    [Fact]
    public void A_reference_leads_to_a_variable_or_to_a_file_without_its_last_line_end()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "s3cret \r\n");
        Environment.SetEnvironmentVariable("BOTOPS_TEST_SECRET", "s3cret");

        Assert.Equal("s3cret", SecretReferences.Resolve("env:BOTOPS_TEST_SECRET"));
        Assert.Equal("s3cret ", SecretReferences.Resolve($"file:{file}"));
        File.WriteAllText(file, "\n");
        Assert.Contains("empty", Assert.Throws<UserError>(() => SecretReferences.Resolve($"file:{file}")).Message, StringComparison.Ordinal);
        File.Delete(file);
        Assert.Contains(file, Assert.Throws<UserError>(() => SecretReferences.Resolve($"file:{file}")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ghp_pasted_by_mistake")]
    [InlineData("file:relative-secret")]
    [InlineData("token:ghp_pasted_by_mistake")]
    public void What_is_no_reference_may_be_a_secret_and_is_not_repeated(string text)
    {
        var error = Assert.Throws<UserError>(() => SecretReferences.Resolve(text));

        Assert.DoesNotContain(text, error.Message, StringComparison.Ordinal);
    }
}
