using BotOps.Core.Projects;
using FsCheck.Xunit;

namespace BotOps.Tests.Projects;

public class FileTextTests
{
    [Property(MaxTest = 2000)]
    public bool What_is_read_is_written_back_byte_by_byte(byte[] bytes, bool chinese) =>
        FileText.Read(bytes, chinese ? FileText.Gb18030 : FileText.Utf8) is not ({ } text, { } encoding) || FileText.Bytes(text, encoding).SequenceEqual(bytes);

    [Fact]
    public void A_text_is_read_in_the_encoding_that_it_had_before_all_others()
    {
        byte[] either = [0xC2, 0xA1]; // UTF-8 for ¡, GB18030 for 隆

        Assert.Equal(("¡", FileText.Utf8), FileText.Read(either));
        Assert.Equal(("隆", FileText.Gb18030), FileText.Read(either, FileText.Gb18030));
        Assert.Equal(("你好", FileText.Gb18030), FileText.Read([0xC4, 0xE3, 0xBA, 0xC3]));
        Assert.Null(FileText.Read([0x00, 0x41]));
        Assert.Null(FileText.Read([0xFF, 0xFE, 0x41]));
    }
}
